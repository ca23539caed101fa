// What native.ts uses of this optional package, so that the types also check where npm could not build it and so removed it (tsconfig.json maps it here).
import type { Cursor } from '../../syntax/from-cursor.js';

export default class Parser {
  setLanguage(language: unknown): void;
  parse(read: (index: number) => string): { walk(): Cursor };
}
