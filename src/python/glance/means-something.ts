import { MEANINGS } from './vocabulary.js';

/** True when a part of a dotted name is a word that the glance looks for, so that it could be a sink, a source, or lead to one. */
export function meansSomething(name: string): boolean {
  return name.split(/[.()]+/).some((word) => MEANINGS.has(word));
}
