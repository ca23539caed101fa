import { UserError } from './errors.js';

declare const packageNameMark: unique symbol;

/** A project name in PEP 503 form: lower case, runs of `-_.` folded to one `-`. */
export type PackageName = string & { readonly [packageNameMark]: true };

// PEP 508's rule for names; a name of more than 200 characters is not one that an index serves.
const NAME = /^[a-z0-9](?:[a-z0-9._-]*[a-z0-9])?$/i;
const LONGEST_NAME = 200;

/** True when `text` is a project name as PEP 508 defines it. */
export function isPackageName(text: string): boolean {
  return text.length <= LONGEST_NAME && NAME.test(text);
}

/** The normalised (PEP 503) form of a project name. Throws `bad-package-name` (exit 2) for anything else. */
export function parsePackageName(text: string): PackageName {
  if (!isPackageName(text)) throw new UserError('bad-package-name', `not a package name: ${JSON.stringify(text)}`);
  return text.toLowerCase().replace(/[-_.]+/g, '-') as PackageName;
}
