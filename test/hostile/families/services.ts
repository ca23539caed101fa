import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { startIndex, type Fault, type IndexOptions, type TestIndex } from '../../support/servers/index-server.js';
import { transportFaults } from '../../support/servers/osv-faults.js';
import { startOsv, type OsvQuestion, type OsvServer, type ServedRecord } from '../../support/servers/osv-server.js';
import { sandboxOn, type Sandbox } from '../../support/runs/sandbox.js';
import { badEnd } from '../ending.js';
import { broke, held, oneByOne, type Family, type Outcome, type Place } from '../family.js';
import type { Random } from '../random.js';

const KNOWN: ServedRecord = {
  id: 'CVE-2099-0001', modified: '2099-01-01T00:00:00Z',
  affected: [{ package: { ecosystem: 'PyPI', name: 'petals' } }],
};

const QUESTIONS: readonly [OsvQuestion, ...OsvQuestion[]] = ['batch', 'batch', 'query', 'record'];
const INDEX_FAULTS: readonly [Fault, ...Fault[]] = ['error-500', 'not-found', 'hang', 'slow', 'corrupt', 'truncate', 'truncate-once'];

interface Command {
  readonly words: (url: string) => readonly string[];
  /** How it ends when services answer, or are not needed. */
  readonly code: number;
  /** Whether it may say nothing at all of a service that fails: what it shows is no verdict. */
  readonly judges: boolean;
}

const COMMANDS: Readonly<Record<string, Command>> = {
  'audit': { words: (url) => ['audit', '-i', url, 'petals'], code: 0, judges: true },
  'audit what is bad': { words: (url) => ['audit', '-i', url, 'petals', 'thornbush'], code: 1, judges: true },
  'install': { words: (url) => ['install', '-i', url, 'petals'], code: 0, judges: true },
  'install in one pass': { words: (url) => ['install', '--one-pass', '-i', url, 'petals'], code: 0, judges: true },
  'scan': { words: () => ['scan'], code: 0, judges: true },
  'report': { words: () => ['report'], code: 0, judges: false },
  'monitor': { words: () => ['monitor', '--once'], code: 0, judges: false },
  'generate-constraints': { words: () => ['generate-constraints', '-o', 'constraints.txt'], code: 0, judges: false },
};
const names = Object.keys(COMMANDS);

interface Services {
  readonly index: TestIndex;
  readonly osv: OsvServer;
}

const publicConfig = (box: Sandbox, url: string): string => {
  const path = join(box.cwd, 'public.toml');
  writeFileSync(path, `[sources]\npublic_indexes = ["${url}"]\n`);
  return path;
};

/** Lets one or two things fail, and tells which. */
function spoil({ index, osv }: Services, random: Random): { readonly told: string; readonly isIndexBroken: boolean; readonly isOsvBroken: boolean } {
  const [fault = ['', () => undefined, /x/] as const] = [transportFaults[random.below(transportFaults.length)]];
  const question = random.pick(QUESTIONS);
  const isIndexBroken = random.chance(3);
  osv.faults.set(question, fault[1]);
  if (random.chance(2)) osv.faults.set('batch', fault[1]);
  const [where, how] = [random.pick(['*', 'petals', 'json', 'petals-2.0.0-py3-none-any.whl']), random.pick(INDEX_FAULTS)];
  if (isIndexBroken) index.faults.set(where, how);
  return { told: `OSV ${fault[0]} (${[...osv.faults.keys()].join(', ')})${isIndexBroken ? `, the index: ${where} ${how}` : ''}`, isIndexBroken, isOsvBroken: osv.faults.has('batch') };
}

async function problemOf(random: Random, box: Sandbox, services: Services): Promise<Omit<Outcome, 'seed'>> {
  const name = names[random.below(names.length)] ?? '';
  const { words, code, judges } = COMMANDS[name]!;
  if (!words('').includes('-i')) await box.pip(['install', '-q', '-i', services.index.url, 'petals']);
  const { told, isIndexBroken, isOsvBroken } = spoil(services, random);
  const isClosed = judges && random.chance(3);
  const env = { DEPSEC_LOOKUPS: 'true', DEPSEC_OSV_URL: services.osv.url, PIP_INDEX_URL: services.index.url };
  const done = await box.depsec([...words(services.index.url), ...(isClosed ? ['--fail-closed'] : []), '--config', publicConfig(box, services.index.url)], { env, timeoutMs: 120_000 });
  const problem = badEnd(done, [...(isClosed && isOsvBroken && code === 0 ? [] : [code]), ...(isIndexBroken ? [2, 3] : []), ...(isClosed ? [3] : [])]);
  if (problem !== null) return broke(`${name}, ${told}: ${problem}`);
  const isSilent = judges && isOsvBroken && done.code === 0 && !/ould not check/.test(done.output);
  return isSilent ? broke(`${name}, ${told}: nothing is said of it:\n${done.output}`) : held(`${name}: exit code ${done.code}`);
}

async function attempt(random: Random, { ground }: Place): Promise<Omit<Outcome, 'seed'>> {
  const projectJson: NonNullable<IndexOptions['projectJson']> = { petals: { ownership: { roles: [{ role: 'Owner', user: 'ada' }] } } };
  const services = { index: await startIndex({ files: ground.files, metadata: true, projectJson }), osv: await startOsv({ records: [KNOWN] }) };
  const box = sandboxOn(ground);
  try {
    return await problemOf(random, box, services);
  } finally {
    box.remove();
    await Promise.all([services.index.close(), services.osv.close()]);
  }
}

export const services: Family = {
  promise: 'services that fail or lie cost no verdict and no long wait: what could not be asked is said, and fails the run where that is wanted',
  ordinary: 5,
  variety: 3,
  open: (place) => Promise.resolve({ attempt: oneByOne((random) => attempt(random, place)) }),
};
