import { expect, test } from 'vitest';
import { whenStarted, whenStartedFrom } from './reading.js';

/** A setup.py that starts a process under this condition. */
const under = (condition: string, before = ''): string => `import os\nimport sys\n${before}if ${condition}:\n    os.system("x")\n    sys.exit()\n`;
const PUBLISH = 'sys.argv[-1] == "publish"';

test.each([
  PUBLISH,
  '"publish" == sys.argv[1]',
  '"publish" in sys.argv',
  '"publish" in sys.argv[1:]',
  'len(sys.argv) > 1 and sys.argv[1] == "test"',
  '(len(sys.argv) == 2) and (sys.argv[1] == "builddoc")',
  '"build_docs" in sys.argv or "build_sphinx" in sys.argv',
  'sys.argv[1] in ("publish", "release")',
  'sys.argv[1] == "update_fa5"',
  '"py2app" in sys.argv',
])('what setup.py does where %s is latent', async (condition) => {
  expect(await whenStarted(under(condition), 'install')).toBe('latent');
});

test.each([
  'sys.argv[-1] != "publish"',
  '"publish" not in sys.argv',
  'not sys.argv[1] == "publish"',
  'sys.argv[-1] == "publish" or os.name',
  'sys.argv[1] == "install"',
  'sys.argv[1] == "egg_info"',
  '"bdist_wheel" in sys.argv',
  '"clean" in sys.argv',
  '"-c" in sys.argv',
  '"--dist-dir" in sys.argv',
  '"setup.py" in sys.argv',
  '"py3" in sys.argv',
  '"abi3" in sys.argv',
  '"cp313t" in sys.argv',
  '"cp27mu" in sys.argv',
  '"in" in sys.argv[1]',
  '"s" in sys.argv[0]',
  'sys.argv[0] == "publish"',
  'sys.argv[1] in "publish install"',
  'sys.argv[1] in ("publish", "install")',
  'sys.argv[1] == word',
  'sys.argv[1] == f"{word}"',
  'len(sys.argv) > 1',
  '"publish" in os.argv',
  '"a" == sys.argv[1] == "a"',
])('what setup.py does where %s runs while installing', async (condition) => {
  expect(await whenStarted(under(condition), 'install')).toBe('install');
});

test.each([
  ['the other branch', `import os, sys\nif ${PUBLISH}:\n    pass\nelse:\n    os.system("x")\n`],
  ['a branch for another word', `import os, sys\nif ${PUBLISH}:\n    pass\nelif "install" in sys.argv:\n    os.system("x")\n`],
  ['what stands behind it', `import os, sys\nif ${PUBLISH}:\n    pass\nos.system("x")\n`],
  ['a function that others call too', `import os, sys\ndef go():\n    os.system("x")\nif ${PUBLISH}:\n    go()\ngo()\n`],
])('%s runs while installing', async (_, text) => {
  expect(await whenStarted(text, 'install')).toBe('install');
});

test.each([
  ['a function that only such a branch calls', `import os, sys\ndef go():\n    os.system("x")\nif ${PUBLISH}:\n    go()\n`],
  ['a branch behind another one', `import os, sys\nif "install" in sys.argv:\n    pass\nelif ${PUBLISH}:\n    os.system("x")\n`],
  ['a branch in the script block', `import os, sys\nif __name__ == "__main__":\n    if ${PUBLISH}:\n        os.system("x")\n`],
  ['a branch of a file that takes words out', under(PUBLISH, 'if "--fast" in sys.argv:\n    sys.argv.remove("--fast")\nprint(sys.argv)\nname = sys.argv[1]\n')],
  ['a branch of a file that runs another one', under(PUBLISH, 'exec(open("version.py").read())\n')],
  ['a branch that sets the words by itself', `import os, sys\nif ${PUBLISH}:\n    sys.argv[1] = "sdist"\n    os.system("x")\n`],
  ['a branch with an argument under another name', `import os\nfrom sys import argv as words\nif "publish" in words:\n    os.system("x")\n`],
])('%s is latent', async (_, text) => {
  expect(await whenStarted(text, 'install')).toBe('latent');
});

test.each([
  'sys.argv.append("publish")',
  'sys.argv += ["publish"]',
  'sys.argv = ["setup.py", "publish"]',
  'sys.argv[1] = "publish"',
  'sys.argv[1:] = ["publish"]',
  'sys.argv[1], x = "publish", 1',
  'for sys.argv[1] in ["publish"]: pass',
  'words = sys.argv\nwords.append("publish")',
  'words = [sys.argv]\nwords[0].append("publish")',
  'add = sys.argv.append\nadd("publish")',
  'list.append(sys.argv, "publish")',
  'change(sys.argv)',
  'from sys import argv\nargv.append("publish")',
  'from sys import *\nargv.append("publish")',
  'from sys import argv\nglobals()["argv"].append("publish")',
  'import sys as s\ns.argv.append("publish")',
  'setattr(sys, "argv", ["x", "publish"])',
  'setattr(sys, name, ["x", "publish"])',
  'getattr(sys, "ar" + "gv").append("publish")',
  '__import__("sys").argv.append("publish")',
  '__import__("s" + "ys").argv.append("publish")',
  'vars(sys)["argv"] = ["x", "publish"]',
  'sys.__dict__["argv"] = ["x", "publish"]',
  'sys.__dict__.update(argv=["x", "publish"])',
  'sys.__dict__.update({"argv": ["x", "publish"]})',
  'sys.__setattr__("argv", ["x", "publish"])',
  'sys.modules["sys"].argv.append("publish")',
  'sys.modules["sys"] = change()',
  'for sys in change(): pass',
  'exec("import sys; sys.argv.append(\'publish\')")',
  'exec(change())',
  'def f():\n    return sys.argv\nf().append("publish")',
  'class A:\n    @property\n    def p(self):\n        self.p[0]\n        return sys.argv\nA().p.append("publish")',
])('such a branch runs while installing in a file with: %s', async (change) => {
  const text = `import sys\n${change}\ndef publish():\n    import os\n    os.system("x")\nif ${PUBLISH}:\n    publish()\n`;
  expect(await whenStarted(text, 'install')).toBe('install');
});

test.each([
  'subprocess.Popen([sys.executable, __file__, "publish"])',
  'subprocess.Popen(command)',
  'subprocess.call("sh go.sh", shell=True)',
  'subprocess.call(f"{tool} publish", shell=True)',
  'subprocess.call("./configure", shell=True)',
  'subprocess.call("git x && python setup.py publish", shell=True)',
])('such a branch runs while installing in a file that may start itself: %s', async (start) => {
  expect(await whenStarted(`import sys, subprocess\nif ${PUBLISH}:\n    subprocess.call("x")\n${start}\n`, 'install')).toBe('install');
});

test.each(['["git", "describe", where]', '"make all"'])('such a branch is latent in a file that has a tool do something: %s', async (command) => {
  expect(await whenStarted(`import sys, subprocess\nif ${PUBLISH}:\n    subprocess.call("x")\nsubprocess.check_output(${command})\n`, 'install')).toBe('latent');
});

test('such a branch of a module that is imported runs', async () => {
  expect(await whenStarted(under(PUBLISH), 'import')).toBe('import');
});

test.each([[[]], [['<main>', '<asked>']], [['*']]])('such a branch of a file that is started otherwise runs while installing: %j', async (starts) => {
  expect(await whenStartedFrom(under(PUBLISH), starts)).toBe('install');
});

test.each([
  ['asks for the word itself', 'def go():\n    if "install" in sys.argv:\n        os.system("x")\ngo()\n'],
  ['leaves without it', 'def go():\n    if "install" not in sys.argv:\n        return\n    os.system("x")\ngo()\n'],
  ['is told whether there is one', 'def isInstalling():\n    return any(word in sys.argv for word in ("install", "egg_info", "bdist_wheel"))\nif isInstalling():\n    os.system("x")\n'],
  ['is called by a function', 'def go(word):\n    if word in sys.argv:\n        os.system("x")\ndef main():\n    go("install")\nmain()\n'],
  ['is a lambda', 'go = lambda: os.system("x") if sys.argv[1] == "egg_info" else None\ngo()\n'],
  ['is called by the script block', 'def go():\n    if sys.argv[1:2] == ["bdist_wheel"]:\n        os.system("x")\nif __name__ == "__main__":\n    go()\n'],
  ['is a method', 'class Setup:\n    def __init__(self):\n        self.word = sys.argv[1]\n    def go(self):\n        if self.word == "install":\n            os.system("x")\nSetup().go()\n'],
  ['is a generator', 'def go():\n    if "install" in sys.argv:\n        yield os.system("x")\nlist(go())\n'],
])('what a function does for an installation alone runs while installing, where it %s', async (_, text) => {
  expect(await whenStarted(`import os, sys\n${text}`, 'install')).toBe('install');
});

test('a function that asks for the word and that nobody calls is latent', async () => {
  expect(await whenStarted('import os, sys\ndef go():\n    if "install" in sys.argv:\n        os.system("x")\n', 'install')).toBe('latent');
});
