import { isAbsolute, resolve } from 'node:path';
import { UserError } from '../../core/errors.js';
import { parsePackageName, type PackageName } from '../../core/name.js';
import { expandHome } from '../index-place.js';
import { nearest } from './suggestion.js';

/** Where a value stands: `where` for messages, `folder` for paths relative to it. */
export interface Place {
  readonly where: string;
  readonly folder: string;
  readonly home: string | null;
}

/** How a value is checked, and how text from a variable or a flag becomes the value that a file would hold. */
export interface Shape<T> {
  readonly read: (raw: unknown, place: Place) => T;
  readonly fromText: (text: string) => unknown;
}

/** Names that others may be squatting on: the top of the shipped list, or a file of names. */
export type CuratedList = { readonly kind: 'top'; readonly count: number } | { readonly kind: 'file'; readonly path: string };

const LARGEST_LIST = 15_000;
const SMALLEST_LIST = 200;

// TOML has numbers that JSON does not: nan and inf.
const show = (raw: unknown): string => (typeof raw === 'string' ? JSON.stringify(raw) : typeof raw === 'number' || typeof raw === 'boolean' ? String(raw) : Array.isArray(raw) ? 'a list' : 'a table');

/** The error for a value that does not fit. */
export function wrongValue(place: Place, expected: string, raw: unknown): UserError {
  return new UserError('bad-config', `${place.where}: expected ${expected}, not ${show(raw)}`);
}

/** True for a TOML table. */
export function isTable(raw: unknown): raw is Readonly<Record<string, unknown>> {
  return typeof raw === 'object' && raw !== null && !Array.isArray(raw) && !(raw instanceof Date);
}

const sameText = (text: string): unknown => text;

/** One of a closed set of words. */
export function choice<T extends string>(words: readonly T[]): Shape<T> {
  return {
    read: (raw, place) => {
      const word = words.find((candidate) => candidate === raw);
      if (word !== undefined) return word;
      const near = typeof raw === 'string' ? nearest(raw, words) : null;
      throw wrongValue(place, near ? `${words.join(', ')} (did you mean ${near}?)` : `one of ${words.join(', ')}`, raw);
    },
    fromText: sameText,
  };
}

/** A number between two others, both included. */
export function numberFrom(least: number, most: number): Shape<number> {
  return {
    read: (raw, place) => {
      if (typeof raw === 'number' && raw >= least && raw <= most) return raw;
      throw wrongValue(place, most === Infinity ? `a number from ${least}` : `a number from ${least} to ${most}`, raw);
    },
    fromText: (text) => (/^-?\d+(\.\d+)?$/.test(text.trim()) ? Number(text) : text),
  };
}

const TRUTH: ReadonlyMap<string, boolean> = new Map([['true', true], ['1', true], ['yes', true], ['on', true], ['false', false], ['0', false], ['no', false], ['off', false]]);

export const truth: Shape<boolean> = {
  read: (raw, place) => {
    if (typeof raw === 'boolean') return raw;
    throw wrongValue(place, 'true or false', raw);
  },
  fromText: (text) => TRUTH.get(text.toLowerCase()) ?? text,
};

export const someText: Shape<string> = {
  read: (raw, place) => {
    if (typeof raw === 'string' && raw.trim() !== '') return raw;
    throw wrongValue(place, 'a text', raw);
  },
  fromText: sameText,
};

/** A project's name in any spelling. */
export function packageName(raw: unknown, place: Place, expected = 'the name of a package'): PackageName {
  if (typeof raw !== 'string') throw wrongValue(place, expected, raw);
  try {
    return parsePackageName(raw.trim());
  } catch (cause) {
    if (!(cause instanceof UserError)) throw cause;
    throw new UserError('bad-config', `${place.where}: ${cause.message}`, { cause });
  }
}

export const packageNames: Shape<ReadonlySet<PackageName>> = {
  read: (raw, place) => {
    if (!Array.isArray(raw)) throw wrongValue(place, 'a list of package names', raw);
    return new Set(raw.map((name: unknown) => packageName(name, place, 'a list of package names')));
  },
  fromText: (text) => text.split(/[\s,]+/).filter(Boolean),
};

export const curatedList: Shape<CuratedList> = {
  read: (raw, place) => {
    if (typeof raw !== 'string' || raw.trim() === '') throw wrongValue(place, `top-${SMALLEST_LIST} to top-${LARGEST_LIST}, or a file`, raw);
    const top = /^top-(\d+)$/i.exec(raw)?.[1];
    if (top === undefined) {
      const path = expandHome(raw, place.home);
      return { kind: 'file', path: isAbsolute(path) ? path : resolve(place.folder, path) };
    }
    return { kind: 'top', count: numberFrom(SMALLEST_LIST, LARGEST_LIST).read(Number(top), place) };
  },
  fromText: sameText,
};

/** A table with some of a closed set of keys, each of one shape. Unknown keys have been dealt with before. */
export function tableOf<K extends string, T>(keys: readonly K[], shape: Shape<T>): Shape<ReadonlyMap<K, T>> {
  return {
    read: (raw, place) => {
      if (!isTable(raw)) throw wrongValue(place, 'a table', raw);
      return new Map(keys.flatMap((key) => (Object.hasOwn(raw, key) ? [[key, shape.read(raw[key], { ...place, where: `${place.where}.${key}` })] as const] : [])));
    },
    fromText: sameText,
  };
}
