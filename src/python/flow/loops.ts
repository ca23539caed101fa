import type { Value } from '../fold/value.js';
import { textOf, type SyntaxNode } from '../syntax/node.js';
import type { Run } from './run.js';
import { isShort, recorded } from './short-code.js';

/** A list of more is known by what its elements are in general. */
export const MOST_ITEMS = 12;
const DEEPEST = 2;

/** The elements of a short list that is written out, or none. */
export const fewItems = ({ items }: Value): readonly Value[] => (items !== null && items.length > 1 && items.length <= MOST_ITEMS ? items : []);

// `words.append(word)`: one after the other, and none twice. `globals()[name] = value`, `setattr(object, name, value)`: each by its own name.
const ADDS_WORD = /\.append\s*\(|\b(?:globals|vars)\(\)\s*\[|\bsetattr\s*\(/;

/** The elements of a short list that a loop puts into another one. */
const wordsOf = (list: Value, loop: SyntaxNode): readonly Value[] => (isShort(loop) && ADDS_WORD.test(textOf(loop)) ? fewItems(list) : []);

/** Runs `read` for what a list holds in general. */
function readInGeneral(loop: SyntaxNode, run: Run, read: (element: null) => void): void {
  const around = run.openLoop;
  run.openLoop = loop;
  read(null);
  run.openLoop = around;
}

/** Runs `read` for what a list holds in general, and for each element of a short list where something of note happens with it: `for command in ("mkdir …", "curl …")`. */
export function forEachElement(list: Value, { loop, run }: { readonly loop: SyntaxNode; readonly run: Run }, read: (element: Value | null) => void): void {
  const before = recorded(run);
  const words = run.depthAgain < DEEPEST && run.readingsLeft > MOST_ITEMS ? wordsOf(list, loop) : [];
  if (words.length === 0) readInGeneral(loop, run, read);
  const items = run.depthAgain < DEEPEST && recorded(run) > before && isShort(loop) ? fewItems(list) : words;
  run.depthAgain += 1;
  for (const item of items) {
    if (run.readingsLeft <= 0) break;
    run.readingsLeft -= 1;
    read(item);
  }
  run.depthAgain -= 1;
}
