import { execFileSync } from 'node:child_process';
import { expect, test } from 'vitest';
import { ascii85, base32, base85 } from '../../src/python/fold/bases.js';

const ENCODED = `
import base64, json
rows = [bytes((7 * n + 31 * i) % 256 for i in range(n)) for n in range(1, 40)]
print(json.dumps([[b.hex(), base64.b32encode(b).decode(), base64.b85encode(b).decode(), base64.a85encode(b).decode()] for b in rows]))
`;

test('bytes of every length come out as Python has put them in', () => {
  const rows = JSON.parse(execFileSync('python3', ['-c', ENCODED], { encoding: 'utf8' })) as readonly (readonly [string, string, string, string])[];
  expect(rows).toHaveLength(39);
  for (const [hex, in32, in85, inAscii] of rows) expect([base32(in32), base85(in85), ascii85(inAscii)].map((bytes) => bytes?.toString('hex'))).toEqual([hex, hex, hex]);
});

test.each(['ab"cd', 'abcé1'])('a letter that the alphabet does not have gives nothing: %s', (text) => {
  expect(base85(text)).toBeNull();
});
