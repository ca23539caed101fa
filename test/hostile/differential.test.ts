import { mkdir, mkdtemp, readFile, readdir, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { basename, join } from 'node:path';
import { gzipSync } from 'node:zlib';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { mutateBytes } from './mutate-bytes.js';
import { mutateTar } from './mutate-tar.js';
import { mutateXz } from './mutate-xz.js';
import { mutateZip } from './mutate-zip.js';
import { createRandom, type Random } from './random.js';
import { depsecReading, difference, pythonReadings, runPython, type Reading } from './readings.js';

/** How many mutated archives to try. DEPSEC_MUTATIONS=10000 makes it the long run; DEPSEC_SEED starts elsewhere. */
const ORDINARY = 1200;
const MUTATIONS = Number(process.env['DEPSEC_MUTATIONS'] ?? ORDINARY);
const FIRST_SEED = Number(process.env['DEPSEC_SEED'] ?? 1);

let folder = '';
let archives = '';

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'depsec-hostile-'));
  archives = join(folder, 'a', 'b', 'c');
  await mkdir(join(folder, 'seeds'));
  await mkdir(archives, { recursive: true });
  await runPython('seeds', join(folder, 'seeds'));
});

afterAll(() => rm(folder, { recursive: true }));

const seedPaths = async (): Promise<readonly string[]> => (await readdir(join(folder, 'seeds'))).toSorted().map((name) => join(folder, 'seeds', name));

interface Seed {
  readonly path: string;
  readonly bytes: Buffer;
}

/** How an archive was changed, and what it shall then be compressed with. */
interface Mutated {
  readonly bytes: Buffer;
  readonly pack: string | null;
}

/** One or more changes to an honest archive; now and then it is two archives, one behind the other. */
function mutated(seed: Seed, { plain, other }: { readonly plain: Seed; readonly other: Seed }, random: Random): Mutated {
  if (random.chance(25)) return { bytes: Buffer.concat([seed.bytes, random.chance(2) ? mutateBytes(other.bytes, random) : other.bytes]), pack: null };
  const suffix = /\.tar\.(.+)$/.exec(seed.path)?.[1] ?? null;
  if (suffix !== null && random.chance(2)) return { bytes: suffix.endsWith('xz') && random.chance(2) ? mutateXz(seed.bytes, random) : mutateBytes(seed.bytes, random), pack: null };
  const structured = seed.path.endsWith('.zip') ? mutateZip : mutateTar;
  const inner = suffix === null ? seed.bytes : plain.bytes;
  const once = random.chance(4) ? mutateBytes(inner, random) : structured(inner, random);
  const twice = random.chance(3) ? mutateBytes(once, random) : once;
  return suffix === 'gz' ? { bytes: gzipSync(twice), pack: null } : { bytes: twice, pack: suffix };
}

async function writeMutations(): Promise<readonly string[]> {
  const seeds = await Promise.all((await seedPaths()).map(async (path) => ({ path, bytes: await readFile(path) })));
  const paths: string[] = [];
  const packing: string[] = [];
  for (let number = FIRST_SEED; number < FIRST_SEED + MUTATIONS; number += 1) {
    const random = createRandom(number);
    const [seed, other] = [seeds[number % seeds.length], seeds[random.below(seeds.length)]];
    const plain = seeds.find(({ path }) => path === seed?.path.replace(/\.tar\..+$/, '.tar')) ?? seed;
    if (seed === undefined || other === undefined || plain === undefined) throw new Error('no seeds');
    const path = join(archives, String(number));
    const { bytes, pack } = mutated(seed, { plain, other }, random);
    await writeFile(path, bytes);
    if (pack !== null) packing.push(`${path}\t${pack}`);
    paths.push(path);
  }
  await writeFile(join(folder, 'list'), packing.join('\n'));
  await runPython('pack', join(folder, 'list'));
  return paths;
}

test('honest archives are read, and as Python reads them', async () => {
  const paths = await seedPaths();
  const python = await pythonReadings(paths, join(folder, 'list'));
  expect(paths.length).toBeGreaterThan(8);
  for (const path of paths) expect([path, await depsecReading(path, true)]).toEqual([path, python.get(path)]);
});

test('a mutated archive is refused or read as Python reads it, and nothing is written', { timeout: 60_000 + 20 * MUTATIONS }, async () => {
  const paths = await writeMutations();
  const python = await pythonReadings(paths, join(folder, 'list'));
  const before = await readdir(folder, { recursive: true });
  const differences: string[] = [];
  const outcomes = new Map<string, number>();
  for (const [index, path] of paths.entries()) {
    const depsec = await depsecReading(path, index % 2 === 0);
    const found = difference(depsec, python.get(path) ?? { refused: 'not asked' });
    if (found !== null) differences.push(`${basename(path)}: ${found}`);
    count(outcomes, depsec);
  }
  expect(differences).toEqual([]);
  expect(await readdir(folder, { recursive: true })).toEqual(before);
  // A test of which nothing is read, or that meets a handful of checks, would prove little.
  expect(outcomes.get('read')).toBeGreaterThan(MUTATIONS / 50);
  expect(outcomes.size).toBeGreaterThan(10);
  if (MUTATIONS > ORDINARY) console.log(Object.fromEntries(outcomes));
});

function count(outcomes: Map<string, number>, reading: Reading): void {
  const outcome = 'refused' in reading ? reading.refused : 'read';
  outcomes.set(outcome, (outcomes.get(outcome) ?? 0) + 1);
}
