import { chmodSync, cpSync, lstatSync, mkdirSync, readFileSync, readdirSync, rmSync, symlinkSync, truncateSync, writeFileSync } from 'node:fs';
import { basename, join, relative } from 'node:path';
import { spawnSync } from 'node:child_process';
import { startIndex } from '../../support/servers/index-server.js';
import { sandboxOn, type Sandbox } from '../../support/runs/sandbox.js';
import { badEnd } from '../ending.js';
import { broke, held, oneByOne, type Family, type Outcome, type Place } from '../family.js';
import { hostileText } from '../hostile-text.js';
import type { Random } from '../random.js';

const fileOf = ({ ground }: Sandbox, project: string): string => ground.files.find((file) => file.project === project)?.path ?? '';
const keptIn = (home: string): string => join(home, '.depsec');

const CONFIG = '[general]\nmode = "block"\n[thresholds]\nblock_score = 0.8\n[allowlist]\npackages = ["petals"]\n';

/** A home in which everything is that runs leave there. */
async function filledHome(place: Place, url: string): Promise<string> {
  const box = sandboxOn(place.ground);
  const home = join(place.folder, 'home');
  await box.depsec(['audit', '-i', url, 'sunflower', 'thornbush']);
  for (const project of ['petals', 'thornbush']) await box.depsec(['scan', fileOf(box, project)]);
  writeFileSync(join(keptIn(box.home), 'config.toml'), CONFIG, { mode: 0o600 });
  cpSync(box.home, home, { recursive: true });
  box.remove();
  return home;
}

function flipped(bytes: Buffer, random: Random): Buffer {
  const copy = Buffer.from(bytes);
  for (let times = 1 + random.below(20); times > 0 && copy.length > 0; times -= 1) copy[random.below(copy.length)] = random.below(256);
  return copy;
}

type Poison = (path: string, random: Random) => void;

/** Only what its owner could do by mistake, or a disk: somebody who can write there as this user has already won. */
const POISONS: Readonly<Record<string, Poison>> = {
  'changed bytes': (path, random) => writeFileSync(path, flipped(readFileSync(path), random)),
  'cut off': (path, random) => truncateSync(path, random.below(lstatSync(path).size + 1)),
  'empty': (path) => truncateSync(path, 0),
  'more bytes': (path, random) => writeFileSync(path, hostileText(random), { flag: 'a' }),
  'other bytes': (path, random) => writeFileSync(path, hostileText(random, 200)),
  'a folder': (path) => { rmSync(path); mkdirSync(path); },
  'a link to elsewhere': (path) => { rmSync(path); symlinkSync('/etc/passwd', path); },
  'a link to itself': (path) => { rmSync(path); symlinkSync(basename(path), path); },
  'a pipe': (path) => { rmSync(path); spawnSync('mkfifo', [path]); },
  'open to everybody': (path) => chmodSync(path, 0o666),
  'gone': (path) => rmSync(path),
};
const poisons = Object.entries(POISONS);

function filesBelow(folder: string): readonly string[] {
  return readdirSync(folder, { recursive: true, withFileTypes: true }).filter((entry) => entry.isFile()).map((entry) => join(entry.parentPath, entry.name)).toSorted();
}

/** Spoils up to three files, and tells how. */
function poison(home: string, random: Random): string {
  const done: string[] = [];
  for (let times = 1 + random.below(3); times > 0; times -= 1) {
    const files = filesBelow(keptIn(home));
    const path = files[random.below(files.length)];
    const [name = '', spoil] = poisons[random.below(poisons.length)] ?? [];
    if (path === undefined || spoil === undefined) continue;
    spoil(path, random);
    done.push(`${relative(home, path)}: ${name}`);
  }
  return done.join(', ');
}

/** What is judged in the spoiled home, and the codes that are no lie. */
const QUESTIONS: readonly [readonly [string, (box: Sandbox) => readonly string[], readonly number[]], ...(readonly [string, (box: Sandbox) => readonly string[], readonly number[]])[]] = [
  ['a bad file', (box) => ['scan', fileOf(box, 'thornbush')], [1, 2, 3]],
  ['a good file', (box) => ['scan', fileOf(box, 'petals')], [0, 2, 3]],
  ['the log', () => ['log'], [0, 2, 3]],
  ['the cache', () => ['cache', 'stats'], [0, 2, 3]],
  ['the settings', () => ['config', 'show'], [0, 2, 3]],
  ['the quarantine', () => ['quarantine', 'list'], [0, 2, 3]],
];

async function attempt(random: Random, place: Place, home: string): Promise<Omit<Outcome, 'seed'>> {
  const box = sandboxOn(place.ground, { venv: false });
  try {
    cpSync(home, box.home, { recursive: true });
    const how = poison(box.home, random);
    const [what, words, codes] = random.pick(QUESTIONS);
    const done = await box.depsec(words(box), { venv: null, timeoutMs: 60_000 });
    const problem = badEnd(done, codes);
    return problem === null ? held(`${what}: exit code ${done.code}`) : broke(`${what} (${how}): ${problem}`);
  } finally {
    box.remove();
  }
}

export const poisoned: Family = {
  promise: 'a spoiled cache, log or configuration is noticed or does not matter: no verdict gets milder, and nothing hangs',
  ordinary: 15,
  variety: 4,
  open: async (place) => {
    const index = await startIndex({ files: place.ground.files, metadata: true });
    const home = await filledHome(place, index.url);
    return { attempt: oneByOne((random) => attempt(random, place, home)), close: index.close };
  },
};
