import { posix } from 'node:path';
import { UserError } from '../../src/core/errors.js';
import type { InputReader } from '../../src/core/input.js';
import { parseRequirement } from '../../src/core/requirements/parse-requirement.js';

/** Reads from a table of files; variables come from the other. */
export const fakeReader = (files: Readonly<Record<string, string>>, variables: Readonly<Record<string, string>> = {}, everyPart = false): InputReader => ({
  read: (file) => (file in files ? Promise.resolve(files[file] ?? '') : Promise.reject(new UserError('bad-input', `no such file: ${file}`))),
  locate: (location, { from }) => (location.includes('://') ? location : posix.join(posix.dirname(from), location)),
  locateFiles: (location) => location,
  parse: (text) => parseRequirement(text),
  parseEditable: (text) => ({ ...parseRequirement(text), editable: true }),
  variable: (name) => variables[name],
  everyPart,
});
