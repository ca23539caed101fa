import { expect, test } from 'vitest';
import { shellForOthers, textsOfNativeSource } from '../../src/formats/native-sources.js';

const texts = (source: string): readonly string[] => textsOfNativeSource(Buffer.from(source)).map(({ text, line }) => `${line}: ${text}`);

test('texts next to each other are one, as C has it, and escapes are read', () => {
  expect(texts('int f(void) {\n  return system("cu"\n    "rl" " \\x6c\\145af");\n}\n')).toEqual(['2: curl leaf']);
});

test('comments and characters hold no texts', () => {
  expect(texts('// "one"\n/* "two"\n */ char q = \'"\';\nsystem("sh three");\n')).toEqual(['4: sh three']);
});

test('a file that starts nothing and asks nobody says nothing', () => {
  expect(texts('const char *leaf = "curl leaf";\n')).toEqual([]);
});

test('Rust and Go are read alike', () => {
  expect(texts('fn main() { Command::new("sh").arg("-c").arg("curl leaf"); }')).toEqual(['1: sh', '1: curl leaf']);
  expect(texts('exec.Command("curl", "leaf").Run()')).toEqual(['1: curl']);
});

test('texts and comments that are never closed take no more time than others', () => {
  expect(texts(`system(\n${'/* '.repeat(300_000)}`)).toEqual([]);
  expect(texts(`system(${String.raw`\"`.repeat(300_000)}\\`)).toEqual([]);
});

const SHELL = 's = socket(2, 1, 0);\nconnect(s, &a, 16);\ndup2(s, 0);\n';

test('a shell whose input is a connection is told with its line, one that runs a command is not', () => {
  expect(shellForOthers(Buffer.from(`${SHELL}execl("/bin/sh", "sh", NULL);\n`))).toEqual({ text: 'execl("/bin/sh", "sh", NULL);', line: 4 });
  expect(shellForOthers(Buffer.from(`${SHELL}execl("/bin/sh", "sh", "-c", command, NULL);\n`))).toBeNull();
  expect(shellForOthers(Buffer.from('execl("/bin/sh", "sh", NULL);\n'))).toBeNull();
});
