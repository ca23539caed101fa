const BLOCK = 512;

/** One tar member to write, honest unless a field says otherwise. */
export interface TarPart {
  readonly name: string;
  readonly data?: string | Buffer;
  /** Type flag, `0` for a file when left out. */
  readonly type?: string;
  readonly link?: string;
  /** Size field, where it shall be another. */
  readonly size?: string;
  readonly magic?: string;
  readonly prefix?: string;
  readonly checksum?: string;
  /** Any other field: its place in the header and what to write there. */
  readonly field?: readonly [at: number, text: string];
}

/** A tar as its parts say, lies included (POSIX.1-1988), with `tail` in place of the two blocks of zeros that end it. */
export function tarOf(parts: readonly TarPart[], tail: Buffer = Buffer.alloc(2 * BLOCK)): Buffer {
  const blocks = parts.flatMap((part) => {
    const data = Buffer.from(part.data ?? '');
    return [header(part, data.length), data, Buffer.alloc((BLOCK - (data.length % BLOCK)) % BLOCK)];
  });
  return Buffer.concat([...blocks, tail]);
}

/** One record of a pax header: its length counts itself. */
export function paxRecord(key: string, value: string): string {
  const body = ` ${key}=${value}\n`;
  let length = body.length + 1;
  while (String(length).length + body.length !== length) length += 1;
  return `${length}${body}`;
}

function header(part: TarPart, bytes: number): Buffer {
  const block = Buffer.alloc(BLOCK);
  block.write(part.name, 0);
  block.write(`0000644\x000000000\x000000000\x00${part.size ?? `${bytes.toString(8).padStart(11, '0')}\0`}`, 100, 'latin1');
  block.write('00000000000\x00        ', 136, 'latin1');
  block.write(part.type ?? '0', 156, 'latin1');
  block.write(part.link ?? '', 157);
  block.write(part.magic ?? 'ustar\x0000', 257, 'latin1');
  block.write(part.prefix ?? '', 345);
  if (part.field !== undefined) block.write(part.field[1], part.field[0], 'latin1');
  const sum = block.reduce((total, byte) => total + byte, 0);
  block.write(part.checksum ?? `${sum.toString(8).padStart(6, '0')}\0 `, 148, 'latin1');
  return block;
}
