import { isPackageName, parsePackageName } from '../../core/name.js';
import type { Edge } from './edge-markers.js';
import { chosenMarker } from './selection-markers.js';
import { isTable, textAt, textsAt, type Table } from './tables.js';

/** A dependency as it stands in a table of Poetry: a version, a table, or a list of tables, one for each condition. */
interface Need {
  readonly marker: string | null;
  readonly extras: readonly string[];
}

// Of these a marker is true for one extra and false for none.
const EXTRA = /\bextra\s*==\s*(?:"([^"]+)"|'([^']+)')|(?:"([^"]+)"|'([^']+)')\s*==\s*extra\b/g;

/** The normalised name, where the text is one. */
export const normalName = (name: string): string => (isPackageName(name) ? parsePackageName(name) : name);

/** What a package is called together with one of its extras, as somebody who needs it. */
const withExtra = (name: string, extra: string): string => `${name}[${normalName(extra)}]`;

function needsOf(value: unknown): readonly Need[] {
  const all = Array.isArray(value) ? value : [value];
  return all.map((each) => (isTable(each) ? { marker: textAt(each, 'markers'), extras: textsAt(each, 'extras') } : { marker: null, extras: [] }));
}

interface Source {
  readonly from: string;
  readonly marker: string | null;
}

/** Who needs it under which condition: a package by itself, or only together with an extra that the condition names. */
function sourcesOf(from: string, marker: string | null): readonly Source[] {
  const extras = marker === null ? [] : [...new Set([...marker.matchAll(EXTRA)].flatMap((found) => found.slice(1).find((name) => name !== undefined) ?? []))];
  if (extras.length === 0) return [{ from, marker }];
  return [null, ...extras].flatMap((extra) => {
    const left = chosenMarker(marker, { extras: extra === null ? [] : [extra], groups: [] });
    return left === false ? [] : [{ from: extra === null ? from : withExtra(from, extra), marker: left }];
  });
}

/** Which packages, and which of their extras, `from` needs by a table of dependencies. Throws `bad-input` for a condition that cannot be read. */
export const edgesIn = (dependencies: Table, from: string): readonly Edge[] =>
  Object.entries(dependencies).flatMap(([name, value]) =>
    needsOf(value).flatMap(({ marker, extras }) => {
      const targets = [normalName(name), ...extras.map((extra) => withExtra(normalName(name), extra))];
      return sourcesOf(from, marker).flatMap((source) => targets.map((to) => ({ ...source, to })));
    }));
