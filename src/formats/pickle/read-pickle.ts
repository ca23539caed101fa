import { isFull, newMachine, type Effort } from './machine.js';
import { behindArray, walk } from './walk.js';

/** What reading a pickle's opcodes told. Nothing is loaded. */
export interface PickleReading {
  /** Functions and classes that loading it looks up, as `module.name`, each once. */
  readonly names: readonly string[];
  /** False when it breaks off, holds what is no opcode or goes beyond the limits; loading runs everything up to there all the same. */
  readonly isWhole: boolean;
}

const MOST_STEPS = 12_000_000;
const MOST_CUTS = 16;
const PROTOCOL = 0x80;

/** What may be looked at in one file, however many pickles it holds: some seconds of work. */
export const pickleEffort = (): Effort => ({ left: MOST_STEPS });

/**
 * Walks over the opcodes of a pickle (protocols 0 to 5) and tells which names loading it would look up. Several can follow one another in a file,
 * in any protocol, each loaded by a call of its own: torch writes five. What is behind the last of them need not be one.
 */
export function readPickle(bytes: Buffer, effort = pickleEffort(), cuts = 0): PickleReading {
  const machine = newMachine(bytes, effort);
  let { at, ended, isAtArray } = walk(machine, 0);
  while (isAtArray) ({ at, ended, isAtArray } = behindArray(machine, at));
  const isWithinLimits = !isFull(machine) && effort.left > 0;
  const other = machine.otherwise === null || cuts >= MOST_CUTS ? null : readPickle(machine.otherwise, effort, cuts + 1);
  return { names: [...new Set([...machine.names, ...(other?.names ?? [])])], isWhole: ended > 0 && (ended === bytes.length || bytes[ended] !== PROTOCOL) && isWithinLimits };
}
