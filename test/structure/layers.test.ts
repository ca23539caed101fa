import { readFileSync, readdirSync } from 'node:fs';
import { dirname, join, relative, sep } from 'node:path';
import { expect, test } from 'vitest';

const FIRST = ['platform', 'python', 'archive', 'formats', 'policy', 'reporters', 'monitor'];
const SECOND = ['rules', 'analysis', 'sources', 'inputs', 'pip', 'gateway', 'installed', 'store', 'quarantine', 'config', 'selfcheck'];

/** Which folders of src/ a folder may import, besides itself. */
const MAY_IMPORT: Readonly<Record<string, readonly string[]>> = {
  core: [],
  ...Object.fromEntries(FIRST.map((part) => [part, ['core']])),
  ...Object.fromEntries(SECOND.map((part) => [part, ['core', ...FIRST]])),
  app: ['core', ...FIRST, ...SECOND],
  cli: ['core', ...FIRST, ...SECOND, 'app'],
};

const sources = readdirSync('src', { recursive: true, encoding: 'utf8' })
  .filter((name) => name.endsWith('.ts'))
  .map((name) => name.split(sep).join('/'));

const importsOf = (file: string): string[] =>
  [...readFileSync(join('src', file), 'utf8').matchAll(/(?:from|import)\s*\(?\s*'(\.[^']+)'/g)].map((match) => match[1] ?? '');

const partOf = (path: string): string => path.split('/')[0] ?? '';

test('imports only ever point downwards', () => {
  const wrong = sources.flatMap((file) =>
    importsOf(file)
      .map((name) => relative('src', join('src', dirname(file), name)).split(sep).join('/'))
      .filter((target) => partOf(target) !== partOf(file) && !MAY_IMPORT[partOf(file)]?.includes(partOf(target)))
      .map((target) => `${file} -> ${target}`),
  );
  expect(wrong).toEqual([]);
});

/** Groups of files each of which reaches itself by its imports, of types as well (Tarjan's strongly connected components). */
function circles(): string[][] {
  const targets = new Map(sources.map((file) => [file, importsOf(file).map((name) => join(dirname(file), name).split(sep).join('/').replace(/\.js$/, '.ts'))]));
  const [order, low, stack, found] = [new Map<string, number>(), new Map<string, number>(), [] as string[], [] as string[][]];
  const visit = (file: string): number => {
    order.set(file, order.size);
    low.set(file, order.size - 1);
    stack.push(file);
    for (const target of targets.get(file) ?? []) {
      if (!order.has(target)) low.set(file, Math.min(low.get(file) ?? 0, visit(target)));
      else if (stack.includes(target)) low.set(file, Math.min(low.get(file) ?? 0, order.get(target) ?? 0));
    }
    if (low.get(file) === order.get(file)) {
      const circle = stack.splice(stack.indexOf(file));
      if (circle.length > 1) found.push(circle.toSorted());
    }
    return low.get(file) ?? 0;
  };
  for (const file of sources) if (!order.has(file)) visit(file);
  return found;
}

test('no file of src imports itself in a roundabout way', () => {
  expect(circles()).toEqual([]);
});

test('every folder of src is one that the architecture knows', () => {
  const folders = new Set(sources.map(partOf));
  expect([...folders].filter((folder) => !(folder in MAY_IMPORT))).toEqual([]);
});

test('only policy/decide.ts clears an artifact', () => {
  const casts = sources.filter((file) => /\bas\s+(unknown\s+as\s+)?Cleared\b|<Cleared>/.test(readFileSync(join('src', file), 'utf8')));
  expect(casts).toEqual(['policy/decide.ts']);
});

const offending = (pattern: RegExp, allowed: string): string[] =>
  sources.filter((file) => partOf(file) !== allowed && pattern.test(readFileSync(join('src', file), 'utf8')));

test('only cli prints, only config reads the environment, nothing in src exits', () => {
  expect(offending(/console\.|process\.std(out|err)\b/, 'cli')).toEqual([]);
  expect(offending(/process\.env\b/, 'config')).toEqual([]);
  // There it ends a thread and not the process.
  expect(offending(/process\.exit\(/, '')).toEqual(['platform/workers/serve-tasks.ts']);
});

test('only platform spawns, fetches and asks the time', () => {
  const outside = /from 'node:(child_process|worker_threads|https?|net|tls|dgram|dns)'|(?<![.\w])fetch\(|Date\.now\(|performance\.now\(|new Date\(\)/;
  expect(sources.filter((file) => partOf(file) !== 'platform' && partOf(file) !== 'gateway' && outside.test(readFileSync(join('src', file), 'utf8')))).toEqual([]);
});
