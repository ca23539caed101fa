import { isPackageName, parsePackageName } from '../core/name.js';
import type { Notice } from '../core/run.js';
import { untrusted } from '../core/untrusted.js';
import type { PipOutcome } from './pip-process.js';

type Said = Pick<PipOutcome, 'stderr'>;

const warning = (text: string): Notice => ({ level: 'warning', text: untrusted(text) });
const info = (text: string): Notice => ({ level: 'info', text: untrusted(text) });

const each = ({ stderr }: Said, pattern: RegExp): readonly string[] => [...new Set([...stderr.matchAll(pattern)].map(([, text = '']) => text))];

/** What pip said of extras that were asked for and that no package has: it goes on without them. */
export function missingExtras(said: Said): readonly Notice[] {
  return each(said, /^[ \t]*WARNING: (\S+ \S+ does not provide the extra '[^'\n]*')/gm).map(warning);
}

const MOST_NAMED = 5;

function packageOf(requirement: string): string {
  const name = /^[\w.-]+/.exec(requirement)?.[0] ?? '';
  return isPackageName(name) ? parsePackageName(name) : name;
}

/** What pip passed over and nobody lists besides, and where it installs to without being told. */
export function remarksIn({ stdout }: Pick<PipOutcome, 'stdout'>, listedBesides: readonly string[] = []): readonly Notice[] {
  const passed = [...stdout.matchAll(/^Ignoring (.+): markers '([^\n]*)' don't match your environment$/gm)].map(([, what = '', marker = '']) => ({ what, marker }));
  const ignored = [...new Set(passed.filter(({ what }) => !listedBesides.includes(packageOf(what))).map(({ what, marker }) => `${what} (${marker})`))];
  const more = ignored.length > MOST_NAMED ? ` and ${ignored.length - MOST_NAMED} more` : '';
  const passedOver = ignored.length === 0 ? [] : [`Not for this environment, and left out: ${ignored.slice(0, MOST_NAMED).join(', ')}${more}`];
  const user = /^Defaulting to user installation because normal site-packages is not writeable$/m.test(stdout) ? ["Installed for this user alone: the environment's own folder cannot be written"] : [];
  return [...passedOver, ...user].map(info);
}

// depsec's own line (data/python/conflicts.py), or pip's.
const BROKEN = /^[ \t]*(?:depsec-broken: (.+)|(\S+ \S+ requires .+?)(?:, but you have (.+) which is incompatible|(, which is not installed))\.)$/gm;

/** What an install broke of what was there before, by the lines that tell of it. */
export function brokenDependencies({ stderr }: Said): readonly Notice[] {
  const lines = [...stderr.matchAll(BROKEN)].map(([, own, need = '', found, absent = '']) => own ?? `${need}${found === undefined ? absent : `, but ${found} is installed now`}`);
  const unchecked = each({ stderr }, /^depsec-unchecked: (.+)$/gm).map((why) => `whether it breaks what other packages need could not be checked: ${why}`);
  return [...new Set(lines), ...unchecked].map(warning);
}
