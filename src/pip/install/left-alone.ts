import { join } from 'node:path';
import type { Cleared } from '../../core/decision.js';
import type { PipOptionValues } from '../options.js';
import { entriesOf, isInfoOfVersion } from './earlier-versions.js';

/** Without --upgrade pip moves nothing to where something is already in the folder of --target; it only warns. To be asked before the install. */
export function keptIn(values: PipOptionValues): readonly string[] {
  const target = values.get('target')?.at(-1);
  return target === undefined || values.has('upgrade') ? [] : entriesOf(target).map((entry) => join(target, entry));
}

/** How many of these packages pip leaves as they are, since this very version lies in the folder of --target. To be asked before the install. */
export function alreadyThere(cleared: readonly Cleared[], values: PipOptionValues): number {
  const kept = keptIn(values);
  return cleared.filter(({ name, version }) => kept.some((path) => isInfoOfVersion(path, name, version))).length;
}
