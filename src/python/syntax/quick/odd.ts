/** Thrown for text that the quick parser leaves to the full one: rare syntax, errors, anything that the two could read differently. */
export class Odd extends Error {
  override readonly name = 'Odd';
}

/** Ends the quick reading. */
export function odd(what: string): never {
  throw new Odd(what);
}
