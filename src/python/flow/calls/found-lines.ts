import { changed, type Value } from '../../fold/value.js';
import { keysOfLine } from '../../when/files-in.js';
import type { EvaluatedCall } from '../call.js';

const SEARCHES = /^re\.(?:search|match|fullmatch|findall|finditer)$/;

// `[^\r\n]` ends where the line does.
const ENDS_WITH_LINE = /\[\^[^\]]*(?:\\n|\n)[^\]]*\]/g;
const CROSSES_LINES = /\[\^|\\[nrSDW]|\(\?[a-zA-Z]*s|\n/;

const staysInLine = (pattern: string): boolean => !CROSSES_LINES.test(pattern.replace(ENDS_WITH_LINE, ''));

/** `re.search("__version__ = (.*)", text)` gives a line of a file and no more: what else the file holds does not run with it. */
export function foundLine({ name, args: [pattern, ...more], named }: EvaluatedCall, found: Value): Value {
  const isLine = SEARCHES.test(name) && more.length === 1 && named.size === 0 && pattern?.text != null && staysInLine(pattern.text);
  return isLine && found.keys.length > 0 ? changed(found, { keys: keysOfLine(found.keys) }) : found;
}
