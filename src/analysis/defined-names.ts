const DEFINITION = /^(?:async +)?def +(\w+)|^class +(\w+)|^[ \t]+(?:async +)?def +(\w+)/gm;

/** A function, a class or a method that a module defines. */
export interface DefinedName {
  readonly name: string;
  /** The class of a method; empty for what stands at the top. */
  readonly of: string;
}

/** What a module defines, read by its lines: functions within functions are left out. */
export function definedIn(text: string): readonly DefinedName[] {
  let of = '';
  return [...text.matchAll(DEFINITION)].flatMap(([, name, className, method]) => {
    if (method !== undefined) return of === '' ? [] : [{ name: method, of }];
    of = className ?? '';
    return [{ name: name ?? of, of: '' }];
  });
}

/** Its name as a start of the module: `Class.method`. */
export const startOf = ({ name, of }: DefinedName): string => (of === '' ? name : `${of}.${name}`);
