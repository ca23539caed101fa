/** Collects bytes up to a limit: the first half and the last half are kept, since errors stand at either end. */
export interface CappedText {
  readonly add: (chunk: Buffer) => void;
  readonly text: () => string;
  readonly isCut: () => boolean;
}

/** `maxBytes` of memory at most (twice the tail while collecting), however much a program prints. */
export function cappedText(maxBytes: number): CappedText {
  const headLimit = Math.ceil(maxBytes / 2);
  const tailLimit = maxBytes - headLimit;
  const head: Buffer[] = [];
  let headBytes = 0;
  let tail: Buffer[] = [];
  let tailBytes = 0;
  let dropped = 0;

  const trimTail = (): void => {
    const all = Buffer.concat(tail);
    dropped += Math.max(0, all.length - tailLimit);
    tail = [all.subarray(Math.max(0, all.length - tailLimit))];
    tailBytes = Math.min(all.length, tailLimit);
  };
  return {
    add(chunk) {
      const forHead = chunk.subarray(0, headLimit - headBytes);
      if (forHead.length > 0) head.push(forHead);
      headBytes += forHead.length;
      const rest = chunk.subarray(forHead.length);
      if (rest.length === 0) return;
      tail.push(rest);
      tailBytes += rest.length;
      if (tailBytes > 2 * tailLimit) trimTail();
    },
    text() {
      if (tailBytes > tailLimit) trimTail();
      const between = dropped > 0 ? [Buffer.from(`\n[${dropped} bytes left out]\n`)] : [];
      return Buffer.concat([...head, ...between, ...tail]).toString('utf8');
    },
    isCut: () => dropped > 0 || tailBytes > tailLimit,
  };
}
