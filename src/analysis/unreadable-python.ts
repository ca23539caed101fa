import { isAscii, isUtf8 } from 'node:buffer';
import type { Gap } from '../core/finding.js';
import { untrusted } from '../core/untrusted.js';

const COOKIE = /coding[:=]/;

/** Why no CPython would import these bytes as source; null when one might. */
function problemOf(content: Buffer): string | null {
  if (content.includes(0)) return 'holds NUL characters, so no Python imports it';
  if (isAscii(content) || isUtf8(content) || COOKIE.test(content.toString('latin1', 0, 512))) return null;
  return 'is neither UTF-8 nor says what else it is, so no Python imports it';
}

/** A file that is called Python and is none is listed: something else may know what to make of it. */
export function unreadablePython(path: string, content: Buffer): readonly Gap[] {
  const why = problemOf(content);
  return why === null ? [] : [{ kind: 'data', what: untrusted(path), why: untrusted(why) }];
}

// Tests of what reads code bring some that is broken.
const IS_OF_TESTS = /(?:^|\/)tests?\//;

/** In a package that holds little else, code that nobody can read is a warning, unless it is a sample that no Python compiles, among the tests. */
export const asLittleElse = (gap: Gap): Gap => (gap.kind === 'data' && IS_OF_TESTS.test(gap.what) ? gap : { ...gap, kind: 'latent' });

/** The gaps of such a package: `data` gaps of Python files count as `latent`. */
export function inTinyPackage(gaps: readonly Gap[], isPython: (path: string) => boolean): readonly Gap[] {
  return gaps.map((gap) => (gap.kind === 'data' && isPython(gap.what) ? asLittleElse(gap) : gap));
}
