import { argumentNumber, argumentText } from './argument.js';
import type { Frame } from './frame-cut.js';
import { OPCODES, type Opcode } from './opcodes.js';

const MOST_INDEXES = 2 ** 33;
const MOST_EARLIER = 4;
// No list of classes is that long; fewer would let names that do no harm hide the one that does.
const MOST_NAMES = 100_000;
const MOST_REMEMBERED = 2_000_000;
// Texts stand on the stack as the places of their opcodes, so that only those are decoded that turn out to be names.
const UNKNOWN = -1;
const MARK = -2;
// joblib's stand-in for an array, as a class and as an object: where its state is set, the bytes of the array follow, and then the pickle goes on.
const WRAPPER = -3;
const WRAPPED = -4;
const IS_WRAPPER = /^joblib\..*\bNumpyArrayWrapper$/;

// Where numbers are taken for opcodes, anything else comes up.
const COULD_BE_NAME = /^[^\p{C}\s\ufffd]+$/u;

/** How many opcodes and places may still be looked at; shared by all pickles of a file. */
export interface Effort {
  left: number;
}

/** What an unpickler has in its hands, as far as it matters for names. */
export interface Machine {
  readonly bytes: Buffer;
  readonly stack: number[];
  readonly memo: Map<number, number>;
  readonly names: Set<string>;
  /** What the memo held before, to go back to where an array began. */
  readonly undo: (readonly [index: number, before: number | undefined])[];
  /** How many pickles came before, and how much the memo of this one holds. */
  pickle: number;
  remembered: number;
  readonly effort: Effort;
  /** How often an opcode was taken to stand at each place behind the first array; null before that. */
  visits: Uint8Array | null;
  frame: Frame | null;
  /** What some readers take the first argument out of that a frame ends in. */
  otherwise: Buffer | null;
}

/** Before the first opcode. */
export const newMachine = (bytes: Buffer, effort: Effort): Machine => ({ bytes, stack: [], memo: new Map(), names: new Set(), undo: [], pickle: 0, remembered: 0, effort, visits: null, frame: null, otherwise: null });

/** True where there were more names than are told. */
export const isFull = ({ names }: Machine): boolean => names.size >= MOST_NAMES;

/** True where an array begins behind the opcode that was applied last, if that sets a state. */
export const isAtWrapper = ({ stack }: Machine): boolean => stack.at(-1) === WRAPPED;

function toMark(stack: number[]): void {
  stack.length = Math.max(0, stack.lastIndexOf(MARK));
}

function textAt(place: number | undefined, bytes: Buffer): string | null {
  const opcode = place === undefined || place < 0 ? undefined : OPCODES[bytes[place] ?? 0];
  return opcode === undefined || place === undefined ? null : argumentText(opcode, bytes, place + 1);
}

/** Notes a name and tells what stands for it on the stack. */
function note(name: string, { names }: Machine): number {
  if (names.size < MOST_NAMES && COULD_BE_NAME.test(name)) names.add(name);
  return IS_WRAPPER.test(name) ? WRAPPER : UNKNOWN;
}

function remember(index: number, machine: Machine): void {
  const { memo, stack, undo, pickle } = machine;
  if (memo.size >= MOST_REMEMBERED) return;
  const key = pickle * MOST_INDEXES + index;
  const before = memo.get(key);
  if (before === undefined) machine.remembered += 1;
  undo.push([key, before]);
  memo.set(key, stack.at(-1) ?? UNKNOWN);
}

// Each pickle has a memo of its own, but where one Unpickler loads several.
function recalled(index: number, { memo, pickle }: Machine): number {
  for (let each = pickle; each >= Math.max(0, pickle - MOST_EARLIER); each -= 1) {
    const found = memo.get(each * MOST_INDEXES + index);
    if (found !== undefined) return found;
  }
  return UNKNOWN;
}

/** Forgets what the memo was given since it had done so much. */
export function goBack({ memo, undo }: Machine, length: number): void {
  for (let last = undo.length > length ? undo.pop() : undefined; last !== undefined; last = undo.length > length ? undo.pop() : undefined) {
    const [index, before] = last;
    if (before === undefined) memo.delete(index);
    else memo.set(index, before);
  }
}

function stackGlobal(machine: Machine): void {
  const name = textAt(machine.stack.pop(), machine.bytes);
  const module = textAt(machine.stack.pop(), machine.bytes);
  machine.stack.push(name !== null && module !== null ? note(`${module}.${name}`, machine) : UNKNOWN);
}

function ordinary({ effect, pops, pushes }: Opcode, { stack }: Machine): void {
  if (effect === 'to-mark' || effect === 'inst') toMark(stack);
  const isWrapped = pops === 2 && pushes === 1 && stack.at(-2) === WRAPPER;
  if (pops > 0) stack.length = Math.max(0, stack.length - pops);
  for (let count = 0; count < pushes; count += 1) stack.push(isWrapped ? WRAPPED : UNKNOWN);
}

function endPickle(machine: Machine): void {
  machine.stack.length = 0;
  machine.pickle += 1;
  machine.remembered = 0;
}

/** What an opcode does to stack, memo and names. */
export function apply(opcode: Opcode, at: number, machine: Machine): void {
  const { bytes, stack } = machine;
  switch (opcode.effect) {
    case 'mark': stack.push(MARK); return;
    case 'text': stack.push(at); return;
    case 'put': remember(argumentNumber(opcode, bytes, at + 1), machine); return;
    case 'memoize': remember(machine.remembered, machine); return;
    case 'get': stack.push(recalled(argumentNumber(opcode, bytes, at + 1), machine)); return;
    case 'copy': stack.push(stack.at(-1) ?? UNKNOWN); return;
    case 'stop': endPickle(machine); return;
    case 'stack-global': stackGlobal(machine); return;
    case 'global': stack.push(note(argumentText(opcode, bytes, at + 1).replace('\n', '.'), machine)); return;
    case 'inst': note(argumentText(opcode, bytes, at + 1).replace('\n', '.'), machine); ordinary(opcode, machine); return;
    case 'none': case 'to-mark': ordinary(opcode, machine);
  }
}
