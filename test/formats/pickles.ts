/** Pickles, put together opcode by opcode: nothing here names a function that exists, unless the test asks what happens then. */
const text = (value: string): Buffer => Buffer.concat([Buffer.from([0x8c, value.length]), Buffer.from(value)]);
const code = (...bytes: readonly number[]): Buffer => Buffer.from(bytes);

const PROTOCOL_4 = code(0x80, 4);
const STOP = Buffer.from('.');

/** `module.name` by the texts on the stack, as protocol 4 does it. */
export const byStack = (module: string, name: string): Buffer => Buffer.concat([PROTOCOL_4, text(module), text(name), code(0x93), STOP]);

/** The same with both texts put into the memo first and taken from there. */
export const byMemo = (module: string, name: string): Buffer =>
  Buffer.concat([PROTOCOL_4, text(module), code(0x94), code(0x30), text(name), code(0x94), code(0x30), code(0x68, 0), code(0x68, 1), code(0x93), STOP]);

/** The same as protocol 0 writes it, with a call. */
export const byGlobal = (module: string, name: string): Buffer => Buffer.from(`c${module}\n${name}\n(S'nothing'\ntR.`);

/** The same by the opcode for instances of old classes. */
export const byInstance = (module: string, name: string): Buffer => Buffer.from(`(S'nothing'\ni${module}\n${name}\n.`);

/** A list with so many numbers before what follows. */
export const behindNumbers = (count: number, rest: Buffer): Buffer => Buffer.concat([PROTOCOL_4, Buffer.from(']('), Buffer.alloc(count * 2, code(0x4b, 7)), Buffer.from('e0'), rest.subarray(2)]);
