// What native.ts uses of this optional package, so that the types also check where npm could not build it and so removed it (tsconfig.json maps it here).
import type { Cursor } from '../../syntax/from-cursor.js';

export default class Parser {
  setLanguage(language: unknown): void;
  /** No tree where the callback, which is asked now and then with a place in bytes and whether there was an error, has answered true. */
  parse(read: (index: number) => string, oldTree: undefined, options: { progressCallback: (byte: number, hasError: boolean) => boolean }): { walk(): Cursor } | undefined;
  reset(): void;
}
