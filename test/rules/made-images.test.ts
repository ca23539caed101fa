import { expect, test } from 'vitest';
import destroysFiles from '../../src/rules/destroys-files.js';
import { read } from '../python/reading.js';

async function strong(text: string): Promise<readonly (boolean | undefined)[]> {
  const { facts } = await read(`import subprocess\n${text}\n`, 'import');
  return facts === null ? [] : destroysFiles.check(facts).map(({ isStrong }) => isStrong);
}

test('a file system on what a caller names is no strong sign, where nobody forces it', async () => {
  expect(await strong('def make(image, mkfs="mkfs.btrfs"):\n    subprocess.check_call([mkfs, "-q", image])')).toEqual([false]);
  expect(await strong('def make(image):\n    subprocess.check_call(["mkfs.fat", "-F", "32", image])')).toEqual([false]);
});

test.each([
  ['on a disk', 'def make():\n    subprocess.call(["mkfs.ext4", "/dev/sda"])'],
  ['that is forced', 'def make(disk):\n    subprocess.call(["mkfs.xfs", "-f", disk])'],
  ['that is answered for', 'def make(disk):\n    subprocess.call(f"yes | mkfs.ext4 {disk}", shell=True)'],
  ['that nobody asks for', 'subprocess.call(["mkfs.ext4", disk])'],
])('a file system %s is a strong sign', async (_, text) => {
  expect(await strong(text)).toEqual([true]);
});
