import { readFileSync } from 'node:fs';

/** The packages in the first column of the README's table with this heading. */
export function listedPackages(heading: string): readonly string[] {
  const [, table = ''] = readFileSync('README.md', 'utf8').split(`\n| ${heading} | what for |\n`);
  const rows = table.split('\n\n')[0]?.split('\n').slice(1) ?? [];
  return rows.flatMap((row) => [...(/^\| (.+?) \| .{10,} \|$/.exec(row)?.[1] ?? '').matchAll(/`([^`]+)`/g)].map(([, name = '']) => name));
}
