import { argumentEnd, argumentNumber, argumentText } from './argument.js';
import { OPCODES, type Opcode } from './opcodes.js';

/** What reading a pickle's opcodes told. Nothing is loaded. */
export interface PickleReading {
  /** Functions and classes that loading it looks up, as `module.name`, each once. */
  readonly names: readonly string[];
  /** False when it breaks off, holds what is no opcode or goes beyond the limits; loading runs everything up to there all the same. */
  readonly isWhole: boolean;
}

const MOST_STEPS = 5_000_000;
// No list of classes is that long; fewer would let names that do no harm hide the one that does.
const MOST_NAMES = 100_000;
const MOST_REMEMBERED = 2_000_000;
// Texts stand on the stack as the places of their opcodes, so that only those are decoded that turn out to be names.
const PROTOCOL = 0x80;
const UNKNOWN = -1;
const MARK = -2;

interface Machine {
  readonly bytes: Buffer;
  readonly stack: number[];
  readonly memo: Map<number, number>;
  readonly names: Set<string>;
}

function toMark(stack: number[]): void {
  stack.length = Math.max(0, stack.lastIndexOf(MARK));
}

function textAt(place: number | undefined, bytes: Buffer): string | null {
  const opcode = place === undefined || place < 0 ? undefined : OPCODES[bytes[place] ?? 0];
  return opcode === undefined || place === undefined ? null : argumentText(opcode, bytes, place + 1);
}

function note(name: string, { names }: Machine): void {
  if (names.size < MOST_NAMES) names.add(name);
}

function remember(index: number, { memo, stack }: Machine): void {
  if (memo.size < MOST_REMEMBERED) memo.set(index, stack.at(-1) ?? UNKNOWN);
}

function stackGlobal(machine: Machine): void {
  const name = textAt(machine.stack.pop(), machine.bytes);
  const module = textAt(machine.stack.pop(), machine.bytes);
  if (name !== null && module !== null) note(`${module}.${name}`, machine);
  machine.stack.push(UNKNOWN);
}

function ordinary({ effect, pops, pushes }: Opcode, { stack }: Machine): void {
  if (effect === 'to-mark' || effect === 'inst') toMark(stack);
  if (pops > 0) stack.length = Math.max(0, stack.length - pops);
  for (let count = 0; count < pushes; count += 1) stack.push(UNKNOWN);
}

function apply(opcode: Opcode, at: number, machine: Machine): void {
  const { bytes, stack, memo } = machine;
  switch (opcode.effect) {
    case 'mark': stack.push(MARK); return;
    case 'text': stack.push(at); return;
    case 'put': remember(argumentNumber(opcode, bytes, at + 1), machine); return;
    case 'memoize': remember(memo.size, machine); return;
    case 'get': stack.push(memo.get(argumentNumber(opcode, bytes, at + 1)) ?? UNKNOWN); return;
    case 'copy': stack.push(stack.at(-1) ?? UNKNOWN); return;
    case 'stop': stack.length = 0; return;
    case 'stack-global': stackGlobal(machine); return;
    case 'global': case 'inst': note(argumentText(opcode, bytes, at + 1).replace('\n', '.'), machine); ordinary(opcode, machine); return;
    case 'none': case 'to-mark': ordinary(opcode, machine);
  }
}

/**
 * Walks over the opcodes of a pickle (protocols 0 to 5) and tells which names loading it would look up. Several can follow one another in a file,
 * in any protocol, each loaded by a call of its own: torch writes five. What is behind the last of them need not be one.
 */
export function readPickle(bytes: Buffer): PickleReading {
  const machine: Machine = { bytes, stack: [], memo: new Map(), names: new Set() };
  let at = 0;
  let ended = 0;
  for (let steps = 0; steps < MOST_STEPS && at < bytes.length; steps += 1) {
    const opcode = OPCODES[bytes[at] ?? 0];
    const end = opcode === undefined ? -1 : argumentEnd(opcode, bytes, at + 1);
    if (opcode === undefined || end < 0) break;
    apply(opcode, at, machine);
    at = end;
    if (opcode.effect === 'stop') ended = at;
  }
  return { names: [...machine.names], isWhole: ended > 0 && (ended === bytes.length || bytes[ended] !== PROTOCOL) && machine.names.size < MOST_NAMES };
}
