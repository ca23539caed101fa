import { isExample } from '../core/examples.js';
import { defineRule } from '../core/rule.js';

// What starts programs, runs text as code or talks to the network. Data has no need to name it; loading looks the name up, and mostly calls it.
const ACTS =
  /^(?:(?:os|posix|nt)\.(?:system|popen\w*|exec\w+|spawn\w*|posix_spawn\w*|startfile|fork\w*|kill|remove|unlink|putenv)|_?(?:posix)?subprocess\.\w+|(?:builtins|__builtins?__)\.(?:exec|eval|compile|execfile|__import__|open|input|breakpoint)|runpy\.\w+|pty\.\w+|commands\.\w+|importlib\.(?:import_module|__import__)|code\.Interactive\w+|timeit\.\w+|c?[pP]rofile\.run\w*|pdb\.\w+|bdb\.\w+|pip\.\S+|webbrowser\.\w+|socket\.\w+|urllib\S*\.(?:urlopen|urlretrieve)|urllib2\.\w+|requests\.\S+|httpx\.\S+|shutil\.(?:rmtree|move|copy\w*)|ctypes\.(?:CDLL|WinDLL|cdll|windll)\S*|platform\.popen|marshal\.loads?|torch\.hub\.load\w*|numpy\.testing\S*\.runstring)$/;

// From protocol 4 on a name may lead through the modules that another one has imported: `logging` and `os.system`.
const THROUGH = /\.(?:(?:os|posix|nt)\.(?:system|popen|exec[lv]\w*|spawn[lv]\w*|posix_spawnp?|startfile)|subprocess\.(?:Popen|run|call|check_\w+|get\w*output)|(?:builtins|__builtins__)\.(?:exec|eval|compile|__import__)|runpy\.run_\w+|pty\.spawn)$/;

export default defineRule({
  kind: 'content',
  title: 'Data that runs code when it is loaded',
  docs: `A pickle is a small program: loading it calls the functions that it names. YAML with tags like !!python/object/apply does the same under an unsafe loader. Models, tables and settings name classes of the library
that made them; one that names os.system, subprocess or exec was made to run something.

What to do: do not load the file. Take models as safetensors or from their makers.

Out of scope: classes that do harm when they are made, pickles behind a suffix that no pickle has and longer than their first 4 KB, and data in tests, which is only listed.`,

  check: ({ loads, path, kind }) =>
    loads
      .filter(({ name }) => ACTS.test(name) || THROUGH.test(name))
      .map((load) => ({ severity: isExample(path) ? 'low' : 'critical', message: `loading the file calls ${load.name}`, ...(kind === 'text' ? { at: load } : {}) })),
});
