import { argumentEnd } from './argument.js';
import { cutAtFrame, frameAt } from './frame-cut.js';
import { apply, goBack, isAtWrapper, type Machine } from './machine.js';
import { OPCODES } from './opcodes.js';

const LARGEST_STACK = 100;
// Ways that began at different bytes soon go together; they are not followed more often than this.
const MOST_VISITS = 8;
const BUILD = 0x62;

/** Where one walk over opcodes came to. */
export interface Walk {
  /** Where it came to: behind the last opcode that could be read. */
  readonly at: number;
  /** Behind the last pickle that ended; 0 where none did. */
  readonly ended: number;
  /** The bytes of an array follow. */
  readonly isAtArray: boolean;
}

function isWornOut(at: number, { visits, effort, bytes }: Machine): boolean {
  if (at >= bytes.length || effort.left <= 0) return true;
  const count = visits?.[at] ?? 0;
  if (visits !== null && count < MOST_VISITS) visits[at] = count + 1;
  return count >= MOST_VISITS;
}

/** Goes from opcode to opcode, as far as there are any. */
export function walk(machine: Machine, from: number): Walk {
  const { bytes, effort } = machine;
  let ended = 0;
  for (let at = from; ; effort.left -= 1) {
    const opcode = OPCODES[bytes[at] ?? 0];
    const end = opcode === undefined || isWornOut(at, machine) ? -1 : argumentEnd(opcode, bytes, at + 1);
    if (opcode === undefined || end < 0) return { at, ended, isAtArray: false };
    machine.otherwise ??= cutAtFrame(bytes, machine.frame, { opcode, at: at + 1, end });
    machine.frame = frameAt(bytes, at, machine.frame);
    apply(opcode, at, machine);
    if (opcode.effect === 'stop') ended = end;
    if (bytes[at] === BUILD && isAtWrapper(machine)) return { at: end, ended, isAtArray: true };
    at = end;
  }
}

/**
 * Goes on behind an array, whose length nobody knows who does not load it: from every byte, until from one of them the pickle comes to another array. Numbers
 * can look like opcodes, so that it comes to its end from several.
 */
export function behindArray(machine: Machine, from: number): Walk {
  const { pickle, remembered } = machine;
  const { undo: { length }, effort } = machine;
  const stack = machine.stack.slice(-LARGEST_STACK);
  machine.visits ??= new Uint8Array(machine.bytes.length);
  let ended = 0;
  for (let at = from; at < machine.bytes.length && effort.left > 0; at += 1) {
    effort.left -= 1;
    goBack(machine, length);
    Object.assign(machine, { pickle, remembered });
    machine.stack.splice(0, machine.stack.length, ...stack);
    const found = walk(machine, at);
    if (found.isAtArray) return found;
    if (found.ended === machine.bytes.length) ended = found.ended;
  }
  return { at: machine.bytes.length, ended, isAtArray: false };
}
