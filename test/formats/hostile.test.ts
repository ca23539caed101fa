import { createHash } from 'node:crypto';
import { expect, test } from 'vitest';
import { seeByteCode } from '../../src/analysis/content/compiled-module.js';
import { contentFacts } from '../../src/analysis/content/content-facts.js';
import { notebookSource } from '../../src/formats/notebook.js';
import { byteCodeOf } from './byte-codes.js';
import { byMemo } from './pickles.js';

const noise = (seed: string, length: number): Buffer => Buffer.concat(Array.from({ length: Math.ceil(length / 32) }, (_, index) => createHash('sha256').update(`${seed} ${index}`).digest())).subarray(0, length);

// Beginnings by which readers know their formats, with noise behind them.
const HEADS = ['', '\x80\x04', 'PK\x03\x04', '\x93NUMPY\x01\0', '\x93NUMPY\x02\0', '\x1f\x8b\x08', 'x\x9c', 'MZ', '\x7fELF\x02\x01\x01\0', '#!/bin/sh\n', '{"cells": [', '\xcb\r\r\n', '\xa7\r\r\n', '# coding: '];
const NAMES = ['a.pkl', 'a.npy', 'a.pt', 'a.yaml', 'a.sh', 'a.js', 'a.json', 'package.json', 'README.md', 'a.exe', 'a.so', 'a.py', 'a.txt', 'a.bin', 'a.lnk', 'a.html', 'a.ps1', 'a.ipynb', 'CMakeLists.txt'];

function lookAt(path: string, bytes: Buffer): void {
  const kind = path.endsWith('.py') ? 'python' : /\.(?:exe|so)$/.test(path) ? 'native' : 'data';
  contentFacts({ path, bytes: bytes.length, head: bytes.subarray(0, 4096), content: bytes, sha256: null, linkTo: null }, { kind, runs: 'latent' });
}

test('no bytes make a reader fail', () => {
  for (const head of HEADS) {
    for (const length of [0, 1, 5, 40, 700, 5_000]) {
      const bytes = Buffer.concat([Buffer.from(head, 'latin1'), noise(head, length)]);
      for (const name of NAMES) expect(() => lookAt(name, bytes), `${name} ${JSON.stringify(head)} ${length}`).not.toThrow();
      expect(() => seeByteCode('a.pyc', bytes)).not.toThrow();
      expect(() => notebookSource(bytes.toString('utf8'))).not.toThrow();
    }
  }
});

test('whole files that are changed in one byte, or cut, make no reader fail', () => {
  const files: readonly (readonly [string, Buffer])[] = [['a.pkl', byMemo('garden', 'dig')], ['a.pyc', byteCodeOf({ names: ['a'], texts: ['b'], inner: [{ names: ['c'] }] })]];
  for (const [name, whole] of files) {
    for (let at = 0; at < whole.length; at += 1) {
      for (const bytes of [whole.subarray(0, at), Buffer.concat([whole.subarray(0, at), noise(`${at}`, 1), whole.subarray(at + 1)])]) {
        expect(() => (name === 'a.pyc' ? seeByteCode(name, bytes) : lookAt(name, bytes)), `${name} at ${at}`).not.toThrow();
      }
    }
  }
});

test('text that asks patterns to look at it again and again is read at once', () => {
  const size = 200_000;
  const texts = [`\r${'#'.repeat(size)}\n\n`, `${'"""'.repeat(size)}\u043es\n`, `import \u043es\n${"f'{".repeat(size)}`, `# ${'ignore all '.repeat(size / 10)}`];
  const began = process.cpuUsage().user;
  for (const text of texts) for (const name of ['a.py', 'README.md', 'a.sh', 'a.js', 'a.yaml']) lookAt(name, Buffer.from(text));
  expect(process.cpuUsage().user - began).toBeLessThan(30e6);
});
