/** How the argument of an opcode is laid out, and what the opcode does to the stack as far as names need it. */
export interface Opcode {
  /** Bytes of the argument; or the width of a length that stands before it; or lines of text. */
  readonly argument: { readonly fixed: number } | { readonly counted: 1 | 4 | 8 } | { readonly lines: 1 | 2 };
  readonly pops: number;
  readonly pushes: number;
  readonly effect: 'none' | 'mark' | 'to-mark' | 'text' | 'put' | 'get' | 'memoize' | 'global' | 'stack-global' | 'inst' | 'copy' | 'stop';
}

const none = { fixed: 0 } as const;
const one = (argument: Opcode['argument'], pops: number, pushes: number): Opcode => ({ argument, pops, pushes, effect: 'none' });
const special = (effect: Opcode['effect'], argument: Opcode['argument'] = none, pushes = 0): Opcode => ({ argument, pops: 0, pushes, effect });

/** All opcodes of protocols 0 to 5 (CPython, Lib/pickletools.py), by their byte. */
export const OPCODES: Readonly<Record<string, Opcode>> = {
  // Numbers and constants.
  I: one({ lines: 1 }, 0, 1), J: one({ fixed: 4 }, 0, 1), K: one({ fixed: 1 }, 0, 1), M: one({ fixed: 2 }, 0, 1), L: one({ lines: 1 }, 0, 1), '\x8a': one({ counted: 1 }, 0, 1), '\x8b': one({ counted: 4 }, 0, 1),
  N: one(none, 0, 1), '\x88': one(none, 0, 1), '\x89': one(none, 0, 1), F: one({ lines: 1 }, 0, 1), G: one({ fixed: 8 }, 0, 1),
  // Texts and bytes.
  S: special('text', { lines: 1 }, 1), T: special('text', { counted: 4 }, 1), U: special('text', { counted: 1 }, 1), V: special('text', { lines: 1 }, 1), X: special('text', { counted: 4 }, 1), '\x8c': special('text', { counted: 1 }, 1), '\x8d': special('text', { counted: 8 }, 1),
  B: one({ counted: 4 }, 0, 1), C: one({ counted: 1 }, 0, 1), '\x8e': one({ counted: 8 }, 0, 1), '\x96': one({ counted: 8 }, 0, 1), '\x97': one(none, 0, 1), '\x98': one(none, 0, 0),
  // Containers.
  ']': one(none, 0, 1), ')': one(none, 0, 1), '}': one(none, 0, 1), '\x8f': one(none, 0, 1),
  '(': special('mark'), l: special('to-mark', none, 1), t: special('to-mark', none, 1), d: special('to-mark', none, 1), '\x91': special('to-mark', none, 1),
  e: special('to-mark'), u: special('to-mark'), '\x90': special('to-mark'), '1': special('to-mark'),
  a: one(none, 1, 0), s: one(none, 2, 0), '\x85': one(none, 1, 1), '\x86': one(none, 2, 1), '\x87': one(none, 3, 1),
  // Stack and memo.
  '0': one(none, 1, 0), '2': special('copy', none, 1),
  p: special('put', { lines: 1 }), q: special('put', { fixed: 1 }), r: special('put', { fixed: 4 }), '\x94': special('memoize'),
  g: special('get', { lines: 1 }, 1), h: special('get', { fixed: 1 }, 1), j: special('get', { fixed: 4 }, 1),
  // Names, and what is made with them.
  c: special('global', { lines: 2 }, 1), '\x93': special('stack-global', none, 1), i: special('inst', { lines: 2 }, 1), o: special('to-mark', none, 1),
  R: one(none, 2, 1), b: one(none, 1, 0), '\x81': one(none, 2, 1), '\x92': one(none, 3, 1),
  '\x82': one({ fixed: 1 }, 0, 1), '\x83': one({ fixed: 2 }, 0, 1), '\x84': one({ fixed: 4 }, 0, 1), P: one({ lines: 1 }, 0, 1), Q: one(none, 1, 1),
  // The stream itself.
  '\x80': one({ fixed: 1 }, 0, 0), '\x95': one({ fixed: 8 }, 0, 0), '.': special('stop'),
};
