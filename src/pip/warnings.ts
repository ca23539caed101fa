import type { Notice } from '../core/run.js';
import { untrusted } from '../core/untrusted.js';
import type { PipOutcome } from './pip-process.js';

type Said = Pick<PipOutcome, 'stderr'>;

const warning = (text: string): Notice => ({ level: 'warning', text: untrusted(text) });

const each = ({ stderr }: Said, pattern: RegExp): readonly string[] => [...new Set([...stderr.matchAll(pattern)].map(([, text = '']) => text))];

/** What pip said of extras that were asked for and that no package has: it goes on without them. */
export function missingExtras(said: Said): readonly Notice[] {
  return each(said, /^\s*WARNING: (\S+ \S+ does not provide the extra '[^'\n]*')/gm).map(warning);
}

// depsec's own line (data/python/conflicts.py), or pip's.
const BROKEN = /^\s*(?:depsec-broken: (.+)|(\S+ \S+ requires .+?)(?:, but you have (.+) which is incompatible|(, which is not installed))\.)$/gm;

/** What an install broke of what was there before, by the lines that tell of it. */
export function brokenDependencies({ stderr }: Said): readonly Notice[] {
  const lines = [...stderr.matchAll(BROKEN)].map(([, own, need = '', found, absent = '']) => own ?? `${need}${found === undefined ? absent : `, but ${found} is installed now`}`);
  const unchecked = each({ stderr }, /^depsec-unchecked: (.+)$/gm).map((why) => `whether it breaks what other packages need could not be checked: ${why}`);
  return [...new Set(lines), ...unchecked].map(warning);
}
