import { isAscii } from 'node:buffer';

const NAME = /^(?:u|utf[-_]?)7$/i;

/** True for a name of UTF-7, and bytes that are the same text in it as in ASCII: only a plus sign begins something else there (RFC 2152). */
export const hidesNothing = (encoding: string, bytes: Buffer): boolean => NAME.test(encoding) && isAscii(bytes) && !bytes.includes('+');
