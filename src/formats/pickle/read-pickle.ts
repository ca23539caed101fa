import { OPCODES, type Opcode } from './opcodes.js';

/** What reading a pickle's opcodes told. Nothing is loaded. */
export interface PickleReading {
  /** Functions and classes that loading it looks up, as `module.name`, each once. */
  readonly names: readonly string[];
  /** False when it breaks off or holds what is no opcode; loading runs everything up to there all the same. */
  readonly isWhole: boolean;
}

const MOST_STEPS = 5_000_000;
const MOST_NAMES = 2_000;
const MARK = Symbol('mark');

/** A text as far as it is known; null for every other value. */
type Item = string | null | typeof MARK;

interface Machine {
  readonly stack: Item[];
  readonly memo: Map<number, Item>;
  readonly names: Set<string>;
}

interface Step {
  readonly opcode: Opcode;
  /** The argument as text, where it is one. */
  readonly text: string;
  readonly number: number;
}

interface Argument {
  readonly text: string;
  readonly number: number;
  readonly end: number;
}

function lineArgument(bytes: Buffer, at: number, lines: number): Argument | null {
  let end = at;
  for (let line = 0; line < lines; line += 1) {
    const next = bytes.indexOf(10, end);
    if (next < 0) return null;
    end = next + 1;
  }
  const text = bytes.toString('utf8', at, end - 1);
  return { text, number: Number.parseInt(text, 10), end };
}

function readLength(bytes: Buffer, at: number, width: 1 | 4 | 8): number | null {
  if (at + width > bytes.length) return null;
  if (width === 1) return bytes.readUInt8(at);
  return width === 4 ? bytes.readUInt32LE(at) : Number(bytes.readBigUInt64LE(at));
}

const LONGEST_NAME = 1_000;

function argumentOf(opcode: Opcode, bytes: Buffer, at: number): Argument | null {
  const { argument } = opcode;
  if ('lines' in argument) return lineArgument(bytes, at, argument.lines);
  if ('counted' in argument) {
    const length = readLength(bytes, at, argument.counted);
    if (length === null || at + argument.counted + length > bytes.length) return null;
    const start = at + argument.counted;
    const text = opcode.effect === 'text' && length <= LONGEST_NAME ? bytes.toString('utf8', start, start + length) : '';
    return { text, number: 0, end: start + length };
  }
  const end = at + argument.fixed;
  if (end > bytes.length) return null;
  const number = argument.fixed > 0 && argument.fixed <= 4 ? bytes.readUIntLE(at, argument.fixed) : 0;
  return { text: '', number, end };
}

function toMark(stack: Item[]): void {
  const mark = stack.lastIndexOf(MARK);
  stack.length = Math.max(mark, 0);
}

const named = (module: Item | undefined, name: Item | undefined): string | null => (typeof module === 'string' && typeof name === 'string' ? `${module}.${name}` : null);

function note(name: string | null, { names }: Machine): void {
  if (name !== null && names.size < MOST_NAMES) names.add(name);
}

// "S" writes its text as Python source would: with quotes.
const unquoted = (text: string): string => text.replace(/^(['"])(.*)\1$/s, '$2');

function apply({ opcode, text, number }: Step, machine: Machine): void {
  const { stack, memo } = machine;
  const { effect, pops, pushes } = opcode;
  if (effect === 'mark') stack.push(MARK);
  else if (effect === 'text') stack.push(unquoted(text));
  else if (effect === 'put') memo.set(number, stack.at(-1) ?? null);
  else if (effect === 'memoize') memo.set(memo.size, stack.at(-1) ?? null);
  else if (effect === 'get') stack.push(memo.get(number) ?? null);
  else if (effect === 'copy') stack.push(stack.at(-1) ?? null);
  else if (effect === 'stack-global') {
    const name = stack.pop();
    const module = stack.pop();
    note(named(module, name), machine);
    stack.push(null);
  } else {
    if (effect === 'global' || effect === 'inst') note(text.replace('\n', '.'), machine);
    if (effect === 'to-mark' || effect === 'inst') toMark(stack);
    stack.length = Math.max(0, stack.length - pops);
    for (let count = 0; count < pushes; count += 1) stack.push(null);
  }
}

/** Walks over the opcodes of a pickle (protocols 0 to 5) and tells which names loading it would look up. */
export function readPickle(bytes: Buffer): PickleReading {
  const machine: Machine = { stack: [], memo: new Map(), names: new Set() };
  let at = 0;
  for (let steps = 0; steps < MOST_STEPS; steps += 1) {
    const opcode = at < bytes.length ? OPCODES[String.fromCharCode(bytes.readUInt8(at))] : undefined;
    const argument = opcode === undefined ? null : argumentOf(opcode, bytes, at + 1);
    if (opcode === undefined || argument === null) break;
    // Several pickles can follow one another in a file: torch writes five.
    if (opcode.effect === 'stop' && bytes[argument.end] !== 0x80) return { names: [...machine.names], isWhole: true };
    if (opcode.effect === 'stop') machine.stack.length = 0;
    else apply({ opcode, ...argument }, machine);
    at = argument.end;
  }
  return { names: [...machine.names], isWhole: false };
}
