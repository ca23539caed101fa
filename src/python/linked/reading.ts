import { isDeepStrictEqual } from 'node:util';
import type { Value } from '../fold/value.js';
import { interpret } from '../flow/interpret.js';
import type { HandedOver } from '../flow/recording.js';
import type { Run } from '../flow/run.js';
import type { PythonParser } from '../python-parser.js';
import type { SourceFile } from '../read-source.js';
import { decodeSource } from '../source-text.js';
import { TreeTooLarge } from '../syntax/from-cursor.js';
import type { SyntaxNode } from '../syntax/node.js';

export interface Parsed {
  readonly file: SourceFile;
  readonly tree: SyntaxNode;
}

/** What is known of a module from the others. */
export interface Around {
  readonly starts: readonly string[];
  readonly handed: ReadonlyMap<string, readonly HandedOver[]>;
  readonly outside: (name: string) => Value | null;
}

/** A module that was read, and all that it had from the others. */
export interface Reading {
  readonly run: Run;
  readonly had: Pick<Around, 'starts' | 'handed'>;
  readonly answers: ReadonlyMap<string, Value | null>;
}

/** Modules as they are before anything is known of the others, by their paths: a module can be a part of several groups. */
export type FirstReadings = Map<string, Parsed & { readonly reading: Reading }>;

/** The syntax of a module; nothing where there is none, which was told when it was read by itself. */
export function parsedFile(file: SourceFile, { parser, first }: { readonly parser: PythonParser; readonly first: FirstReadings }): readonly Parsed[] {
  const known = first.get(file.path);
  if (known?.file.bytes === file.bytes) return [{ file, tree: known.tree }];
  const { text } = decodeSource(file.bytes);
  if (text === null) return [];
  try {
    return [{ file, tree: parser.parse(text) }];
  } catch (error) {
    if (error instanceof TreeTooLarge) return [];
    throw error;
  }
}

/** Reads a module with what is known of the others. */
export function readWith({ file, tree }: Parsed, { starts, handed, outside }: Around): Reading {
  const answers = new Map<string, Value | null>();
  const noted = (name: string): Value | null => {
    const answer = outside(name);
    answers.set(name, answer);
    return answer;
  };
  return { run: interpret(tree, file.runs, { starts, handed, outside: noted }).run, had: { starts, handed }, answers };
}

/** True where a module would be read the same way again. */
export const isUpToDate = ({ had, answers }: Reading, { starts, handed, outside }: Around): boolean =>
  isDeepStrictEqual(had, { starts, handed }) && [...answers].every(([name, answer]) => isDeepStrictEqual(outside(name), answer));

/** A module as it is before anything is known of the others. */
export function firstReading(parsed: Parsed, around: Around, first: FirstReadings): Reading {
  const known = first.get(parsed.file.path);
  if (known?.tree === parsed.tree && known.file.runs === parsed.file.runs && isUpToDate(known.reading, around)) return known.reading;
  const reading = readWith(parsed, around);
  first.set(parsed.file.path, { ...parsed, reading });
  return reading;
}
