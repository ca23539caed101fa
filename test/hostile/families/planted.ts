import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { startIndex } from '../../support/servers/index-server.js';
import { sandboxOn, type Sandbox } from '../../support/runs/sandbox.js';
import { badEnd } from '../ending.js';
import { broke, held, oneByOne, type Family, type Outcome, type Place } from '../family.js';
import { plant } from '../planted/plants.js';
import type { Random } from '../random.js';

interface Command {
  readonly words: (box: Sandbox, url: string) => readonly string[];
  readonly codes: readonly number[];
  readonly installed: readonly string[];
}

const fileOf = ({ ground }: Sandbox, project: string): string => ground.files.find((file) => file.project === project)?.path ?? '';
const GOOD = { codes: [0], installed: [] };

const COMMANDS: Readonly<Record<string, Command>> = {
  'install': { words: (_, url) => ['install', '-i', url, 'petals'], codes: [0], installed: ['petals==2.0.0'] },
  'build and install': { words: (_, url) => ['install', '-i', url, 'acorn-source'], codes: [0], installed: ['acorn-source==1.0.0'] },
  'install what is blocked': { words: (_, url) => ['install', '-i', url, 'thornbush'], codes: [1], installed: [] },
  'audit': { words: (_, url) => ['audit', '-i', url, 'sunflower'], ...GOOD },
  'scan a file': { words: (box) => ['scan', fileOf(box, 'petals')], ...GOOD },
  'scan a bad file': { words: (box) => ['scan', fileOf(box, 'thornbush')], codes: [1], installed: [] },
  'doctor': { words: () => ['doctor'], ...GOOD },
  'config show': { words: () => ['config', 'show'], ...GOOD },
  'explain': { words: (box) => ['explain', fileOf(box, 'thornbush')], ...GOOD },
};
const names = Object.keys(COMMANDS);

async function attempt(random: Random, place: Place, url: string): Promise<Omit<Outcome, 'seed'>> {
  const name = names[random.below(names.length)] ?? '';
  const command = COMMANDS[name]!;
  const box = sandboxOn(place.ground);
  try {
    const marker = join(box.folder, 'MARKER');
    plant(box, marker, random);
    const done = await box.depsec(command.words(box, url));
    // A project's file that is no TOML is told of, and is for its owner to mend.
    const problem = badEnd(done, [...command.codes, 2]);
    if (existsSync(marker)) return broke(`${name}: what was planted ran: ${readFileSync(marker, 'utf8')}`);
    if (problem !== null) return broke(`${name}: ${problem}`);
    if (done.code !== 2 && box.installed().join(' ') !== command.installed.join(' ')) return broke(`${name}: ${box.installed().join(' ')} is installed`);
    return held(`${name}: exit code ${done.code}`);
  } finally {
    box.remove();
  }
}

export const planted: Family = {
  promise: 'what lies in the working directory or the home is never run, and changes no verdict',
  ordinary: 6,
  variety: 4,
  open: async (place) => {
    const index = await startIndex({ files: place.ground.files, metadata: true });
    return { attempt: oneByOne((random) => attempt(random, place, index.url)), close: index.close };
  },
};
