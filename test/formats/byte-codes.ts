/** Compiled modules as CPython 3.12 writes them, with names and texts and no instruction. */
const MAGIC_3_12 = 3531;

const number = (value: number): Buffer => {
  const bytes = Buffer.alloc(4);
  bytes.writeInt32LE(value);
  return bytes;
};
const ascii = (text: string): Buffer => Buffer.concat([Buffer.from('z'), Buffer.from([text.length]), Buffer.from(text)]);
const bytes = (content: string): Buffer => Buffer.concat([Buffer.from('s'), number(content.length), Buffer.from(content)]);
const tuple = (items: readonly Buffer[]): Buffer => Buffer.concat([Buffer.from(')'), Buffer.from([items.length]), ...items]);

export interface Code {
  readonly name?: string;
  readonly names?: readonly string[];
  readonly texts?: readonly string[];
  readonly inner?: readonly Code[];
}

function marshalled({ name = '<module>', names = [], texts = [], inner = [] }: Code): Buffer {
  const fields = [bytes(''), tuple([...texts.map(ascii), ...inner.map(marshalled)]), tuple(names.map(ascii)), tuple([]), bytes(''), ascii('garden.py'), ascii(name), ascii(name), number(1), bytes(''), bytes('')];
  return Buffer.concat([Buffer.from('c'), Buffer.alloc(5 * 4), ...fields]);
}

/** One that goes by the size of its source, unless `flags` say otherwise (PEP 552). */
export function byteCodeOf(code: Code, { sourceBytes = 0, flags = 0, magic = MAGIC_3_12 } = {}): Buffer {
  const header = Buffer.concat([number(0), number(flags), number(0), number(sourceBytes)]);
  header.writeUInt16LE(magic);
  header.write('\r\n', 2);
  return Buffer.concat([header, marshalled(code)]);
}
