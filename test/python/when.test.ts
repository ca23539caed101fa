import { expect, test } from 'vitest';
import { read, whenStarted, whenStartedFrom } from './reading.js';

const inFunction = 'import os\ndef start():\n    os.system("x")\n';

test.each([
  ['at the top level', 'import os\nos.system("x")'],
  ['in a class body', 'import os\nclass A:\n    os.system("x")'],
  ['in a default argument', 'import os\ndef f(a=os.system("x")): pass'],
  ['in a decorator', 'import os\n@os.system("x")\ndef f(): pass'],
  ['in an annotation', 'import os\ndef f(a: os.system("x")): pass'],
  ['in a function called at the top level', `${inFunction}start()`],
  ['in a function called before a later one', `${inFunction}def outer():\n    start()\nouter()`],
  ['in a thread', `${inFunction}import threading\nthreading.Thread(target=start).start()`],
  ['at exit', `${inFunction}import atexit\natexit.register(start)`],
  ['in a decorator of the file', `import os\ndef mark(f):\n    os.system("x")\n    return f\n@mark\ndef g(): pass`],
  ['in a constructor', 'import os\nclass A:\n    def __init__(self):\n        os.system("x")\nA()'],
  ['in a method of an instance', 'import os\nclass A:\n    def go(self):\n        os.system("x")\na = A()\na.go()'],
  ['in a coroutine', 'import os, asyncio\nasync def main():\n    os.system("x")\nasyncio.run(main())'],
  ['in a hook of Python itself', `${inFunction}import sys\nsys.excepthook = start`],
  ['in a finder of modules', 'import os, sys\nclass A:\n    def find_spec(self, name, path=None, target=None):\n        os.system("x")\nsys.meta_path.insert(0, A())'],
  ['in a block that is entered', 'import os\nclass A:\n    def __enter__(self):\n        os.system("x")\nwith A() as a: pass'],
  ['in a block that is left', 'import os\nclass A:\n    def __exit__(self, *why):\n        os.system("x")\nwith A(): pass'],
  ['at the end of an object', 'import os\nclass A:\n    def __del__(self):\n        os.system("x")\nA()'],
  ['in a thread of its own class', 'import os, threading\nclass A(threading.Thread):\n    def run(self):\n        os.system("x")\nA().start()'],
  ['at a signal', `${inFunction}import signal\nsignal.signal(signal.SIGALRM, start)`],
  ['beside a script block of its function', 'import os\ndef start():\n    if __name__ == "__main__":\n        pass\n    else:\n        os.system("x")\nstart()'],
  ['in what looks like a script block, of a function that gives the name itself', 'import os\ndef start(__name__):\n    if __name__ == "__main__":\n        os.system("x")\nstart("__main__")'],
  ['in what looks like a script block, of a module that gives the name itself', 'import os\n__name__ = "__main__"\nif __name__ == "__main__":\n    os.system("x")'],
  ['under a condition that only begins like that of a script', 'import os\nif __name__ == "__main__" or True:\n    os.system("x")'],
  ['under a condition that only begins like that of a script, in parentheses', 'import os\nif (__name__ == "__main__") and a or True:\n    os.system("x")'],
  ['in a lambda that is called', 'import os\n(lambda: os.system("x"))()'],
])('a call %s runs on import', async (_, text) => {
  expect(await whenStarted(text)).toBe('import');
});

test.each([
  ['in a function that nobody calls', inFunction],
  ['in a function that only another uncalled one calls', `${inFunction}def outer():\n    start()`],
  ['in a script block', 'import os\nif __name__ == "__main__":\n    os.system("x")'],
  ['in a script block with another condition', 'import os, sys\nif __name__ == "__main__" and (len(sys.argv) > 1 or x):\n    os.system("x")'],
  ['in a script block of a function that is called', 'import os\ndef start():\n    if __name__ == "__main__":\n        os.system("x")\nstart()'],
  ['in a method of a class that is no thread', 'import os\nclass A:\n    def run(self):\n        os.system("x")\nA().start()'],
  ['in a block that nobody enters', 'import os\nclass A:\n    def __enter__(self):\n        os.system("x")\nA()'],
  ['in a method', 'import os\nclass A:\n    def run(self):\n        os.system("x")'],
])('a call %s is latent', async (_, text) => {
  expect(await whenStarted(text)).toBe('latent');
});

const command = (base: string): string => `import os\nfrom setuptools import Command, setup\nfrom setuptools.command.install import install as base\nclass Hook(${base}):\n    def run(self):\n        os.system("x")\n`;

test.each([
  ['a class that inherits from an install command', `${command('base')}setup()`],
  ['a class that is registered as one', `${command('Command')}setup(cmdclass={"build_py": Hook})`],
  ['a class that is registered by keyword', `${command('Command')}setup(cmdclass=dict(egg_info=Hook))`],
  ['a class that is registered later', `${command('Command')}commands = {}\ncommands["develop"] = Hook\nsetup(cmdclass=commands)`],
  ['the script block of setup.py', 'import os\nif __name__ == "__main__":\n    os.system("x")'],
])('%s runs while installing', async (_, text) => {
  expect(await whenStarted(text, 'install')).toBe('install');
});

test.each(['upload', 'sdist'])('a command that somebody has to ask for is latent: %s', async (name) => {
  expect(await whenStarted(`${command('Command')}setup(cmdclass={"${name}": Hook})`, 'install')).toBe('latent');
});

const asking = (how: string): string => `class Asking(base):\n    ${how}\n`;
const byName = (name: string): string => `def run(self):\n        self.run_command("${name}")`;

test.each([
  ['by its name', `${asking(byName('upload'))}setup(cmdclass={"upload": Hook, "install": Asking})`],
  ['that writes a source distribution, by its name', `${asking(byName('sdist'))}setup(cmdclass={"sdist": Hook, "install": Asking})`],
  ['that is registered later, by its name', `${asking(byName('sdist'))}commands = {}\ncommands["sdist"] = Hook\ncommands["install"] = Asking\nsetup(cmdclass=commands)`],
  ['as a part of its own', `${asking('sub_commands = base.sub_commands + [("sdist", None)]')}setup(cmdclass={"sdist": Hook, "install": Asking})`],
])('a command that an install hook runs %s runs while installing', async (_, text) => {
  expect(await whenStarted(`${command('Command')}${text}`, 'install')).toBe('install');
});

test.each(['[sys.executable, __file__, "upload"]', '[sys.executable, "setup.py", "upload"]', '"python setup.py upload"'])('a command that somebody has to ask for runs where setup.py starts itself with %s', async (words) => {
  const text = `import subprocess, sys\n${command('Command').replace('os.system("x")', 'os.system("upload")')}subprocess.call(${words})\nsetup(cmdclass={"upload": Hook})`;
  const { facts } = await read(text, 'install');
  expect(facts?.calls('process').map(({ when }) => when)).toEqual(['install', 'install']);
});

test('a command that no other one runs by its name is latent beside one that is run', async () => {
  const other = 'class Other(Command):\n    def run(self):\n        print(1)\n';
  expect(await whenStarted(`${command('Command')}${other}${asking(byName('other'))}setup(cmdclass={"upload": Hook, "other": Other, "install": Asking})`, 'install')).toBe('latent');
});

test('a command runs while installing where an install hook runs one that asks for it in its turn', async () => {
  const text = `class Other(Command):\n    ${byName('upload')}\n${asking(byName('other'))}setup(cmdclass={"upload": Hook, "other": Other, "install": Asking})`;
  expect(await whenStarted(`${command('Command')}${text}`, 'install')).toBe('install');
});

test.each(['sys.argv.append("upload")', 'sys.argv += ["upload"]', 'sys.argv = ["setup.py", "upload"]', 'sys.argv.insert(1, "upload")', 'sys.argv.extend(["upload"])'])('a command that setup.py tells itself to run does so while installing: %s', async (words) => {
  expect(await whenStarted(`import sys\n${command('Command')}${words}\nsetup(cmdclass={"upload": Hook})`, 'install')).toBe('install');
});

test.each(['setattr(sys, name, words)', 'exec(change())', 'subprocess.call([sys.executable, __file__, word])'])('a source distribution is written while installing where setup.py may tell itself anything: %s', async (change) => {
  const { facts } = await read(`import subprocess, sys\n${command('Command')}${change}\nsetup(cmdclass={"sdist": Hook})`, 'install');
  expect(facts?.calls('process').map(({ when }) => when)).not.toContain('latent');
});

test('what inherits from a command that somebody has to ask for runs while installing where it is registered as an install hook', async () => {
  const text = `${command('Command').replace('install import install', 'sdist import sdist')}setup(cmdclass={"install": Hook})`;
  expect(await whenStarted(text, 'install')).toBe('install');
});

const inClass = 'import os\nclass Base:\n    def run(self):\n        os.system("x")\nclass Tool(Base):\n    pass\n';
const inConstructor = 'import os\nclass Tool:\n    def __init__(self):\n        os.system("x")\n    def run(self): pass\n';

test.each([
  ['a function', inFunction, 'start'],
  ['a function under another name', `${inFunction}go = start\n`, 'go'],
  ['a lambda', 'import os\ngo = lambda: os.system("x")\n', 'go'],
  ['what a function calls', `${inFunction}def outer():\n    start()\n`, 'outer'],
  ['an inherited method', inClass, 'Tool.run'],
  ['a method of an instance', `${inClass}tool = Tool()\n`, 'tool.run'],
  ['any method of a class', inClass, 'Tool.*'],
  ['the constructor of a class', inConstructor, 'Tool'],
  ['everything', inFunction, '*'],
  ['the script block', 'import os\nif __name__ == "__main__":\n    os.system("x")', '<main>'],
  ['a hook of a backend wherever it is defined', 'import os\nclass A:\n    def build_wheel(self):\n        os.system("x")\n', 'make().build_wheel'],
])('%s that is called from outside runs while installing', async (_, text, start) => {
  expect(await whenStartedFrom(text, [start])).toBe('install');
});

test.each([
  ['a function beside one that is called', `${inFunction}def other(): pass\n`, ['other']],
  ['a method of a class that is only made', inClass, ['Tool']],
  ['the script block of a file that is imported', 'import os\nif __name__ == "__main__":\n    os.system("x")', []],
])('%s is latent', async (_, text, starts) => {
  expect(await whenStartedFrom(text, starts)).toBe('latent');
});
