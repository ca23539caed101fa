import { argumentEnd, argumentNumber, argumentText } from './argument.js';
import { cutAtFrame, frameAt, type Frame } from './frame-cut.js';
import { OPCODES, type Opcode } from './opcodes.js';

/** What reading a pickle's opcodes told. Nothing is loaded. */
export interface PickleReading {
  /** Functions and classes that loading it looks up, as `module.name`, each once. */
  readonly names: readonly string[];
  /** False when it breaks off, holds what is no opcode or goes beyond the limits; loading runs everything up to there all the same. */
  readonly isWhole: boolean;
}

const MOST_STEPS = 5_000_000;
const LARGEST_STACK = 100;
const MOST_CUTS = 16;
const MOST_INDEXES = 2 ** 33;
const MOST_EARLIER = 4;
// Ways that began at different bytes soon go together; they are not followed more often than this.
const MOST_VISITS = 8;
// No list of classes is that long; fewer would let names that do no harm hide the one that does.
const MOST_NAMES = 100_000;
const MOST_REMEMBERED = 2_000_000;
// Texts stand on the stack as the places of their opcodes, so that only those are decoded that turn out to be names.
const PROTOCOL = 0x80;
const UNKNOWN = -1;
const MARK = -2;
// joblib's stand-in for an array, as a class and as an object: where its state is set, the bytes of the array follow, and then the pickle goes on.
const WRAPPER = -3;
const WRAPPED = -4;
const IS_WRAPPER = /^joblib\..*\bNumpyArrayWrapper$/;

// Where numbers are taken for opcodes, anything else comes up.
const COULD_BE_NAME = /^[^\p{C}\s\ufffd]+$/u;

interface Machine {
  readonly bytes: Buffer;
  readonly stack: number[];
  readonly memo: Map<number, number>;
  readonly names: Set<string>;
  /** What the memo held before, to go back to where an array began. */
  readonly undo: (readonly [index: number, before: number | undefined])[];
  /** How many pickles came before, and how much the memo of this one holds. */
  pickle: number;
  remembered: number;
  steps: number;
  /** How often an opcode was taken to stand at each place behind the first array; null before that. */
  visits: Uint8Array | null;
  frame: Frame | null;
  /** What some readers take the first argument out of that a frame ends in. */
  otherwise: Buffer | null;
}

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

function goBack({ memo, undo }: Machine, length: number): void {
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

function apply(opcode: Opcode, at: number, machine: Machine): void {
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

interface Walk {
  /** Where it came to: behind the last opcode that could be read. */
  readonly at: number;
  /** Behind the last pickle that ended; 0 where none did. */
  readonly ended: number;
  /** The bytes of an array follow. */
  readonly isAtArray: boolean;
}

const BUILD = 0x62;

function isWornOut(at: number, { visits, steps, bytes }: Machine): boolean {
  if (at >= bytes.length || steps > MOST_STEPS) return true;
  const count = visits?.[at] ?? 0;
  if (visits !== null && count < MOST_VISITS) visits[at] = count + 1;
  return count >= MOST_VISITS;
}

function walk(machine: Machine, from: number): Walk {
  const { bytes, stack } = machine;
  let ended = 0;
  for (let at = from; ; machine.steps += 1) {
    const opcode = OPCODES[bytes[at] ?? 0];
    const end = opcode === undefined || isWornOut(at, machine) ? -1 : argumentEnd(opcode, bytes, at + 1);
    if (opcode === undefined || end < 0) return { at, ended, isAtArray: false };
    machine.otherwise ??= cutAtFrame(bytes, machine.frame, { opcode, at: at + 1, end });
    machine.frame = frameAt(bytes, at, machine.frame);
    apply(opcode, at, machine);
    if (opcode.effect === 'stop') ended = end;
    if (bytes[at] === BUILD && stack.at(-1) === WRAPPED) return { at: end, ended, isAtArray: true };
    at = end;
  }
}

/**
 * Goes on behind an array, whose length nobody knows who does not load it: from every byte, until from one of them the pickle comes to another array. Numbers
 * can look like opcodes, so that it comes to its end from several.
 */
function behindArray(machine: Machine, from: number): Walk {
  const { pickle, remembered } = machine;
  const { length } = machine.undo;
  const stack = machine.stack.slice(-LARGEST_STACK);
  machine.visits ??= new Uint8Array(machine.bytes.length);
  let ended = 0;
  for (let at = from; at < machine.bytes.length && machine.steps <= MOST_STEPS; at += 1) {
    goBack(machine, length);
    Object.assign(machine, { pickle, remembered });
    machine.stack.splice(0, machine.stack.length, ...stack);
    const found = walk(machine, at);
    if (found.isAtArray) return found;
    if (found.ended === machine.bytes.length) ended = found.ended;
  }
  return { at: machine.bytes.length, ended, isAtArray: false };
}

/**
 * Walks over the opcodes of a pickle (protocols 0 to 5) and tells which names loading it would look up. Several can follow one another in a file,
 * in any protocol, each loaded by a call of its own: torch writes five. What is behind the last of them need not be one.
 */
export function readPickle(bytes: Buffer, cuts = 0): PickleReading {
  const machine: Machine = { bytes, stack: [], memo: new Map(), names: new Set(), undo: [], pickle: 0, remembered: 0, steps: 0, visits: null, frame: null, otherwise: null };
  let { at, ended, isAtArray } = walk(machine, 0);
  while (isAtArray) ({ at, ended, isAtArray } = behindArray(machine, at));
  const isWithinLimits = machine.names.size < MOST_NAMES && machine.steps <= MOST_STEPS;
  const other = machine.otherwise === null || cuts >= MOST_CUTS ? null : readPickle(machine.otherwise, cuts + 1);
  return { names: [...new Set([...machine.names, ...(other?.names ?? [])])], isWhole: ended > 0 && (ended === bytes.length || bytes[ended] !== PROTOCOL) && isWithinLimits };
}
