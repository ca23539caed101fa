import { existsSync, readdirSync } from 'node:fs';
import { expect, test } from 'vitest';
import { golden } from '../golden.js';

const FOLDERS = ['src/rules', 'src/reporters', 'src/sources', 'src/inputs'].filter((folder) => existsSync(folder));

test.each(FOLDERS)('%s/registry.ts lists every file in its folder', (folder) => {
  const names = readdirSync(folder)
    .filter((file) => file.endsWith('.ts') && file !== 'registry.ts')
    .map((file) => file.slice(0, -'.ts'.length))
    .toSorted();
  const lines = names.map((name) => `export { default as '${name}' } from './${name}.js';\n`);
  const text = `// Written by npm run update. Do not edit.\n${lines.join('')}`;
  expect(text, 'run npm run update and read the change').toBe(golden(`${folder}/registry.ts`, text));
});
