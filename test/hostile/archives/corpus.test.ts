import { mkdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { tarOf } from '../../archive/hostile-tar.js';
import { zipOf } from '../../archive/hostile-zip.js';
import { inFolder } from '../../archive/reading.js';
import { plainEnvironment } from '../../support/runs/python.js';
import { runProcess } from '../../support/runs/run-process.js';

const character = (sextet: number): string => String.fromCharCode(32 + (sextet & 63));

/** As `uuencode` writes it. */
function uuencoded(bytes: Buffer): string {
  const lines = Array.from({ length: Math.ceil(bytes.length / 45) }, (_, index) => {
    const line = bytes.subarray(index * 45, index * 45 + 45);
    const groups = Array.from({ length: Math.ceil(line.length / 3) }, (_, group) => {
      const [a = 0, b = 0, c = 0] = line.subarray(group * 3, group * 3 + 3);
      return [a >> 2, (a << 4) | (b >> 4), (b << 2) | (c >> 6), c].map(character).join('');
    });
    return character(line.length) + groups.join('');
  });
  return `begin 644 name\n${lines.join('\n')}\n\`\nend\n`;
}

test('the runner for collections reads what is below a folder, uuencoded files included, and counts', async () => {
  await inFolder(async (folder) => {
    await mkdir(join(folder, 'deep'));
    await writeFile(join(folder, 'honest.zip'), zipOf([{ name: 'a.py', data: 'a' }]));
    await writeFile(join(folder, 'deep', 'honest.tar.uu'), uuencoded(tarOf([{ name: 'a.py', data: 'a' }])));
    await writeFile(join(folder, 'deep', 'climbing.tar'), tarOf([{ name: '../a.py' }]));
    const { code, output } = await runProcess(process.execPath, ['test/hostile/archives/corpus.mjs', folder], { cwd: process.cwd(), env: plainEnvironment(), timeoutMs: 60_000 });
    expect(output).toContain(`${folder}: 3 files, 0 differences\n      2 read, read by Python\n      1 refused (traversal), read by Python\n`);
    expect(code).toBe(0);
  });
});
