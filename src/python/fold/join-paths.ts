import { textOrHole, withText } from './text-methods.js';
import { HOLE, type Value } from './value.js';

const IS_ABSOLUTE = /^(?:[A-Z]:)?[\\/]/i;
const ENDS_FOLDER = /[\\/]$/;

/** The root of the disk where a variable of the environment says nothing else (`os.environ.get("DESTDIR") or "/"`): most who set such a variable have another one. */
const isFallback = ({ text, keys }: Value): boolean => text === '/' && keys.some((key) => key.startsWith('variable:'));

const textOf = (part: Value): string => (isFallback(part) ? HOLE : textOrHole(part));

const behind = (path: string, part: string): string => (path === '' || ENDS_FOLDER.test(path) ? path + part : `${path}/${part}`);

/** A path out of parts, as `os.path.join` and pathlib's `/` make it: an absolute part begins anew, and empty ones add nothing but the slash at the end. */
export function joinedPath(parts: readonly Value[]): Value {
  const texts = parts.map(textOf);
  const known = texts.slice(Math.max(0, texts.findLastIndex((text) => IS_ABSOLUTE.test(text))));
  const path = known.filter((text) => text !== '').reduce(behind, '');
  return withText(known.at(-1) === '' && path !== '' ? behind(path, '') : path, parts);
}
