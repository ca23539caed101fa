import { existsSync, readdirSync } from 'node:fs';
import { test } from 'vitest';
import { expectGolden } from '../golden.js';

const FOLDERS = ['src/rules', 'src/reporters', 'src/sources', 'src/inputs'].filter((folder) => existsSync(folder));

test.each(FOLDERS)('%s/registry.ts lists every file in its folder', (folder) => {
  const names = readdirSync(folder)
    .filter((file) => file.endsWith('.ts') && file !== 'registry.ts')
    .map((file) => file.slice(0, -'.ts'.length))
    .toSorted();
  const lines = names.map((name) => `export { default as '${name}' } from './${name}.js';\n`);
  expectGolden(`${folder}/registry.ts`, `// Written by npm run update. Do not edit.\n${lines.join('')}`);
});
