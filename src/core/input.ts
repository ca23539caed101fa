import type { Requirement } from './requirements/requirement.js';
import type { RequirementSet } from './requirements/requirement-set.js';

/** What an input format needs from outside: it opens no file and reads no variable itself. */
export interface InputReader {
  /** The text of a file or URL. Throws `bad-input` when it cannot be read as text. */
  readonly read: (location: string) => Promise<string>;
  /** Makes a path or URL found inside `from` absolute, relative to that file. */
  readonly locate: (location: string, inside: { readonly from: string }) => string;
  /** Makes a place of files named inside `from` absolute: beside that file when something lies there, else from the user's folder on. */
  readonly locateFiles: (location: string, inside: { readonly from: string }) => string;
  /** Takes a requirement, URL or path apart. Throws `bad-requirement`. */
  readonly parse: (text: string, inside: { readonly from: string | null }) => Requirement;
  /** Takes apart what stands behind `-e`: a folder with extras, its URL, or a checkout. Throws `bad-requirement`. */
  readonly parseEditable: (text: string) => Requirement;
  readonly variable: (name: string) => string | undefined;
  /** What a lock leaves to extras and groups is read as well: nothing is installed, and whoever chooses them later gets it. */
  readonly everyPart: boolean;
}

/** One requirements or lock-file format; its id is its file name. */
export interface InputFormat {
  readonly title: string;
  /** True for a file of this format, by its name and text. `requirements` is what is left. */
  readonly recognises: (file: { readonly name: string; readonly text: string }) => boolean;
  readonly read: (file: string, reader: InputReader) => Promise<RequirementSet>;
}

/** The identity that keeps a format's type. */
export function defineInput(input: InputFormat): InputFormat {
  return input;
}
