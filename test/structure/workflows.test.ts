import { readFileSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { parse } from 'yaml';

interface Step {
  readonly uses?: string;
  readonly run?: string;
  readonly with?: Readonly<Record<string, unknown>>;
}
interface Job {
  readonly permissions?: Readonly<Record<string, string>>;
  readonly environment?: string;
  readonly needs?: string | readonly string[];
  readonly strategy?: { readonly matrix: { readonly os: readonly string[]; readonly node: readonly number[]; readonly pip: readonly { readonly version: string }[] } };
  readonly steps: readonly Step[];
}
interface Workflow {
  readonly permissions: object;
  readonly jobs: Readonly<Record<string, Job>>;
}

const folder = join('.github', 'workflows');
const texts = readdirSync(folder).map((name) => [name, readFileSync(join(folder, name), 'utf8')] as const);
const read = (text: string): Workflow => parse(text);
const workflow = (name: string): Workflow => read(readFileSync(join(folder, name), 'utf8'));

const uses = (step: Step, action: string): boolean => step.uses?.startsWith(`actions/${action}@`) === true;
const runsOurCode = ({ steps }: Job): boolean => steps.some((step) => uses(step, 'checkout') || /\bnpm (?:ci|test|run|pack|install)\b/.test(step.run ?? ''));

test.each(texts)('%s pins every action by its full commit', (_name, text) => {
  const used = [...text.matchAll(/uses: *(\S+)/g)].map(([, action = '']) => action);
  expect(used.length).toBeGreaterThan(0);
  expect(used.filter((action) => !/^[\w.-]+\/[\w./-]+@[0-9a-f]{40}$/.test(action))).toEqual([]);
});

test.each(texts)('%s permits nothing by default, and each job names what it needs', (_name, text) => {
  const { permissions, jobs } = read(text);
  expect(permissions).toEqual({});
  expect(Object.entries(jobs).filter(([, job]) => job.permissions === undefined)).toEqual([]);
});

test.each(texts)('%s uses no secret, and leaves no token in a checkout', (_name, text) => {
  expect(text).not.toMatch(/\bsecrets\b/);
  const checkouts = Object.values(read(text).jobs).flatMap(({ steps }) => steps.filter((step) => uses(step, 'checkout')));
  expect(checkouts.length).toBeGreaterThan(0);
  expect(checkouts.filter((step) => step.with?.['persist-credentials'] !== false)).toEqual([]);
});

test('jobs that run code of depsec or its dependencies may only read', () => {
  const jobs = texts.flatMap(([, text]) => Object.values(read(text).jobs)).filter(runsOurCode);
  expect(jobs.length).toBeGreaterThan(2);
  expect(jobs.filter(({ permissions }) => JSON.stringify(permissions) !== '{"contents":"read"}')).toEqual([]);
});

test('the matrix has every Node that is maintained, three systems, the oldest pip and the newest', () => {
  const matrix = workflow('ci.yml').jobs['test']?.strategy?.matrix;
  expect(matrix).toMatchObject({ os: ['ubuntu', 'macos', 'windows'], node: [20, 22, 24] });
  expect(matrix?.pip.map(({ version }) => version)).toEqual(['23.0.1', 'newest']);
});

const release = workflow('release.yml').jobs;
const commands = (job: string): string => release[job]?.steps.map(({ run = '' }) => run).join('\n') ?? '';

test('a release is built after the gate and the tests, and published after it is attested', () => {
  expect(commands('gate')).toMatch(/node test\/release\/gate\.mjs --tag[\s\S]*npm audit signatures[\s\S]*npm test[\s\S]*compare:packs/);
  expect(release['build']?.needs).toBe('gate');
  expect(release['publish']?.needs).toEqual(['build', 'attest']);
});

test('a release is published from one environment, with provenance, by what the build handed over', () => {
  const publishing = Object.entries(release).filter(([name]) => commands(name).includes('npm publish'));
  expect(publishing.map(([name]) => name)).toEqual(['publish']);
  expect(release['publish']).toMatchObject({ environment: 'npm', permissions: { 'id-token': 'write' } });
  expect(commands('publish')).toContain('npm publish ./release/*.tgz --provenance');
});

test('package, bill of materials and list of files are attested and attached', () => {
  expect(commands('build')).toMatch(/npm pack[\s\S]*sbom\.mjs > release\/depsec\.cdx\.json[\s\S]*cp manifest\.sha256 release/);
  expect(release['attest']?.steps.map((step) => step.with?.['subject-path']).filter(Boolean)).toEqual(['release/*', 'release/*.tgz']);
  expect(commands('page')).toContain('release/*');
});
