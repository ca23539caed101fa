import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, onTestFinished, test } from 'vitest';
import { metadataReader } from '../../../src/app/gate/wheel-metadata.js';
import { FileRefused } from '../../../src/gateway/open-gateway.js';
import { buildWheel } from '../../support/archives/wheel.js';
import { writeZip } from '../../support/archives/zip-writer.js';

/** What is read of a file with these bytes, and the addresses that a judgement was asked for. */
async function readOf(bytes: Buffer, hand: () => Promise<{ readonly path: string }> = () => Promise.resolve({ path: '' })) {
  const folder = mkdtempSync(join(tmpdir(), 'depsec-metadata-'));
  onTestFinished(() => rmSync(folder, { recursive: true, force: true }));
  const path = join(folder, 'file');
  writeFileSync(path, bytes);
  const judged: string[] = [];
  const files = { fetch: () => Promise.resolve({ path }), place: () => Promise.resolve(null), expect: () => undefined, close: () => Promise.resolve() };
  const reader = metadataReader(files, { decisions: () => [], hand: (url) => { judged.push(url); return hand(); } });
  const metadata = await reader('https://files.invalid/moss-1-py3-none-any.whl', null).catch((error: unknown) => error);
  return { metadata, judged };
}

test('the metadata of a wheel is what stands in it, and no judgement is waited for', async () => {
  const wheel = buildWheel({ name: 'moss', version: '1', files: { 'moss.py': 'x = 1\n' }, requires: ['fern>=2'] });
  expect(await readOf(wheel.bytes)).toEqual({ metadata: wheel.metadata, judged: [] });
});

test('what has no metadata or two is judged, whose reason counts, and refused all the same when it is let through', async () => {
  const two = writeZip([{ name: 'a-1.dist-info/METADATA', data: Buffer.from('Name: a\n') }, { name: 'b-1.dist-info/METADATA', data: Buffer.from('Name: b\n') }]);
  for (const bytes of [Buffer.from('no zip'), writeZip([{ name: 'moss.py', data: Buffer.from('') }]), two]) {
    const { metadata, judged } = await readOf(bytes);
    expect(metadata).toBeInstanceOf(FileRefused);
    expect(judged).toEqual(['https://files.invalid/moss-1-py3-none-any.whl']);
    expect(await readOf(bytes, () => Promise.reject(new FileRefused('blocked by depsec: moss 1')))).toMatchObject({ metadata: { message: 'blocked by depsec: moss 1' } });
  }
});
