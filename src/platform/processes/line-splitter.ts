import { StringDecoder } from 'node:string_decoder';

/** A program that never ends its line must not fill the memory. */
const LONGEST_LINE = 65_536;

export interface LineSplitter {
  readonly add: (chunk: Buffer) => void;
  /** Gives out what stands behind the last line end. */
  readonly end: () => void;
}

/** Cuts a byte stream into lines without their ends; a lone carriage return, as progress bars use it, ends a line too. */
export function lineSplitter(onLine: (line: string) => void): LineSplitter {
  const decoder = new StringDecoder('utf8');
  let rest = '';
  const give = (line: string): void => onLine(line.slice(0, LONGEST_LINE));
  const take = (text: string): void => {
    const lines = (rest + text).split(/\r\n|\n|\r(?!$)/);
    rest = lines.pop() ?? '';
    for (const line of lines) give(line);
    if (rest.length > LONGEST_LINE) {
      give(rest);
      rest = '';
    }
  };
  return {
    add: (chunk) => take(decoder.write(chunk)),
    end() {
      take(decoder.end());
      const last = rest.replace(/\r$/, '');
      rest = '';
      if (last !== '') give(last);
    },
  };
}
