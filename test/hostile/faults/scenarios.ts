import type { Sandbox } from '../../support/runs/sandbox.js';

/** A command that is let fail, and what it does when nothing fails. */
export interface Scenario {
  readonly name: string;
  readonly args: (box: Sandbox, url: string) => readonly string[];
  readonly code: 0 | 1;
  /** What is then in the environment. */
  readonly installed: readonly string[];
  readonly needsPython: boolean;
}

const FAMILY = ['petals==2.0.0', 'seedling==2.0.0', 'sunflower==2.0.0'];
const fileOf = ({ ground }: Sandbox, project: string): string => ground.files.find((file) => file.project === project)?.path ?? '';

const plain = (name: string, args: Scenario['args'], code: 0 | 1 = 0): Scenario => ({ name, args, code, installed: [], needsPython: false });
const withPython = (name: string, args: Scenario['args'], { code = 0, installed = [] }: Partial<Pick<Scenario, 'code' | 'installed'>> = {}): Scenario => ({ name, args, code, installed, needsPython: true });

/** Commands without Python are quick, so that most cases are theirs. */
export const scenarios: readonly [Scenario, ...Scenario[]] = [
  plain('scan a good file', (box) => ['scan', fileOf(box, 'petals')]),
  plain('scan a bad file', (box) => ['scan', fileOf(box, 'thornbush')], 1),
  plain('scan into a report', (box) => ['scan', '--format', 'json', '-o', 'report.json', fileOf(box, 'petals')]),
  plain('explain a file', (box) => ['explain', fileOf(box, 'thornbush')]),
  plain('list quarantine', () => ['quarantine', 'list']),
  plain('show the log', () => ['log']),
  plain('show the cache', () => ['cache', 'stats']),
  withPython('install', (_, url) => ['install', '-i', url, 'sunflower'], { installed: FAMILY }),
  withPython('install in one pass', (_, url) => ['install', '--one-pass', '-i', url, 'sunflower'], { installed: FAMILY }),
  withPython('install what is blocked', (_, url) => ['install', '-i', url, 'petals', 'thornbush'], { code: 1 }),
  withPython('build and install', (_, url) => ['install', '-i', url, 'acorn-source'], { installed: ['acorn-source==1.0.0'] }),
  withPython('audit', (_, url) => ['audit', '-i', url, 'sunflower']),
];
