import { changed, either, type Value } from '../fold/value.js';
import type { Run } from './run.js';

/** A value with what is known of its name in another module of the package. Lines there mean nothing here, so it came out of the line that takes it. */
export function fromOutside(value: Value, line: number, run: Run): Value {
  const known = value.name === null ? null : run.outside(value.name);
  if (known === null) return value;
  const here = changed(known, { origins: known.origins.map((origin) => ({ ...origin, line })) });
  return either(value, changed(here, { name: here.name ?? value.name }));
}
