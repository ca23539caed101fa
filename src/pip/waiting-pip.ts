import { ToolError, UserError } from '../core/errors.js';
import type { PipOutcome } from './pip-process.js';

/** A started interpreter that has loaded pip, and goes on when it is told to. */
export interface WaitingPip {
  /** Says one thing to it, as a line of JSON. */
  readonly tell: (message: unknown) => void;
  /** Its output from now on. */
  readonly hear: (onText: (text: string) => unknown) => void;
  readonly ended: Promise<PipOutcome>;
  /** False once it has ended. */
  readonly isAlive: () => boolean;
  /** Ends it, if it has not ended, and waits for that. It has left no trace unless it was told to do something. */
  readonly dismiss: () => Promise<void>;
}

/** Starts an interpreter in a private empty folder with a cleaned environment, and does not wait. */
export type OpenPip = (executable: string, args: readonly string[]) => Promise<WaitingPip>;

/** What a waiting pip does when it is told to go on. */
export interface PipJob {
  readonly words: readonly string[];
  readonly variables: Readonly<Record<string, string>>;
}

const FACTS = 'depsec-facts: ';

/** The line in which a started interpreter says who it is (data/python/probe.py), as soon as it comes. Throws `spawn-failed` when it ends without. */
export async function factsOf(pip: WaitingPip, executable: string): Promise<ReadonlyMap<string, unknown>> {
  const line = await new Promise<string | PipOutcome>((resolve, reject) => {
    pip.hear((text) => { if (text.startsWith(FACTS)) resolve(text.slice(FACTS.length)); });
    pip.ended.then(resolve, reject);
  });
  if (typeof line !== 'string') {
    const old = /depsec-old: (.+)/.exec(line.stderr)?.[1];
    if (old !== undefined) throw new UserError('no-python', `${executable} is Python ${old}; depsec needs one whose pip is 23.0 or newer, so Python 3.7 or newer`, { hint: 'choose another with --python' });
    throw new ToolError('spawn-failed', `${executable} does not work as a Python interpreter: ${line.stderr.trim().split('\n').at(-1) || `exit ${line.code}`}`, { hint: 'name another with --python PATH' });
  }
  const facts: unknown = JSON.parse(line);
  return new Map(Object.entries(facts ?? {}));
}
