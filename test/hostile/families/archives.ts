import { mkdir, readFile, readdir, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';
import { mutateBytes } from '../archives/mutate-bytes.js';
import { mutateTar } from '../archives/mutate-tar.js';
import { mutateXz } from '../archives/mutate-xz.js';
import { mutateZip } from '../archives/mutate-zip.js';
import { depsecReading, difference, pythonReadings, runPython } from '../archives/readings.js';
import { broke, held, type Family, type Outcome } from '../family.js';
import { createRandom, type Random } from '../random.js';

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

async function honestArchives(folder: string): Promise<readonly Seed[]> {
  const seeds = join(folder, 'seeds');
  await mkdir(seeds);
  await runPython('seeds', seeds);
  const names = (await readdir(seeds)).toSorted();
  return Promise.all(names.map(async (name) => ({ path: join(seeds, name), bytes: await readFile(join(seeds, name)) })));
}

function mutationOf(seeds: readonly Seed[], number: number): Mutated {
  const random = createRandom(number);
  const [seed, other] = [seeds[number % seeds.length], seeds[random.below(seeds.length)]];
  const plain = seeds.find(({ path }) => path === seed?.path.replace(/\.tar\..+$/, '.tar')) ?? seed;
  if (seed === undefined || other === undefined || plain === undefined) throw new Error('no seeds');
  return mutated(seed, { plain, other }, random);
}

/** Lays the archives of these numbers into an empty folder. Python compresses what Node cannot. */
async function writeMutations(seeds: readonly Seed[], numbers: readonly number[], folder: string): Promise<readonly string[]> {
  const archives = join(folder, 'a', 'b', 'c');
  await rm(join(folder, 'a'), { recursive: true, force: true });
  await mkdir(archives, { recursive: true });
  const packing: string[] = [];
  for (const number of numbers) {
    const { bytes, pack } = mutationOf(seeds, number);
    await writeFile(join(archives, String(number)), bytes);
    if (pack !== null) packing.push(`${join(archives, String(number))}\t${pack}`);
  }
  await writeFile(join(folder, 'list'), packing.join('\n'));
  await runPython('pack', join(folder, 'list'));
  return numbers.map((number) => join(archives, String(number)));
}

async function attempt(seeds: readonly Seed[], numbers: readonly number[], folder: string): Promise<readonly Outcome[]> {
  const paths = await writeMutations(seeds, numbers, folder);
  const python = await pythonReadings(paths, join(folder, 'list'));
  const before = await readdir(folder, { recursive: true });
  const outcomes: Outcome[] = [];
  for (const [index, path] of paths.entries()) {
    const seed = numbers[index] ?? 0;
    const depsec = await depsecReading(path, seed % 2 === 0);
    const found = difference(depsec, python.get(path) ?? { refused: 'not asked' });
    outcomes.push({ seed, ...(found === null ? held('refused' in depsec ? depsec.refused : 'read') : broke(found)) });
  }
  const isWritten = (await readdir(folder, { recursive: true })).join('\n') !== before.join('\n');
  return isWritten ? outcomes.map(({ seed }) => ({ seed, ...broke('something was written beside the archives') })) : outcomes;
}

export const archives: Family = {
  promise: 'a mutated archive is refused or read as Python reads it, and nothing is written',
  ordinary: 1_000,
  variety: 12,
  open: async ({ folder }) => {
    const seeds = await honestArchives(folder);
    const honest = await pythonReadings(seeds.map(({ path }) => path), join(folder, 'list'));
    for (const { path } of seeds) {
      if (JSON.stringify(await depsecReading(path, true)) !== JSON.stringify(honest.get(path))) throw new Error(`${path} is honest, and not read as Python reads it`);
    }
    return { attempt: (numbers) => attempt(seeds, numbers, folder) };
  },
};
