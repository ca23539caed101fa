import type { UntrustedText } from '../../core/untrusted.js';
import type { Ink } from './ink.js';

// All that PEP 440 allows, and what legacy versions were made of.
const VERSION = /^[\w.!+-]+$/;

/** The words for one package: `flask (3.0.0)`, or the name alone where nobody knows the version. A version that is none stands in quotes, so that `1.0) ✓ Safe` does not read as a verdict. */
export function titleOf({ name, version }: { readonly name: string; readonly version: UntrustedText }, ink: Ink): readonly string[] {
  const shown = ink.quote(version, 40);
  if (version === '') return [ink.quote(name, ink.width - 4)];
  return [ink.quote(name, ink.width - 4), VERSION.test(version) ? `(${shown})` : `("${shown}")`];
}
