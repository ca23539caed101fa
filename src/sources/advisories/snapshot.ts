import { readFileSync } from 'node:fs';
import { ToolError } from '../../core/errors.js';
import { field, parseJson } from './json.js';
import { recordsByName } from './by-name.js';
import { isAdvisoryRecord, type AdvisoryRecord } from './record.js';

/** The advisories that ship with depsec: a first line about them, then a line for each project: name, tab, its records as JSON. */
export interface Snapshot {
  /** Milliseconds since 1970: nothing that was published later is in it. */
  readonly asOf: () => number;
  readonly recordsFor: (name: string) => readonly AdvisoryRecord[];
}

const FORMAT = 1;

const damaged = (path: string): ToolError => new ToolError('disk', `the advisories that ship with depsec are damaged: ${path}`, { hint: 'Reinstall depsec.' });

/** The text of a snapshot. */
export function writeSnapshot(records: readonly AdvisoryRecord[], asOf: string): string {
  const byName = [...recordsByName(records.filter(({ isWithdrawn }) => !isWithdrawn))].toSorted(([a], [b]) => (a < b ? -1 : 1));
  const lines = byName.map(([name, own]) => `${name}\t${JSON.stringify(own.toSorted((a, b) => (a.id < b.id ? -1 : 1)))}\n`);
  return `${JSON.stringify({ format: FORMAT, asOf, projects: lines.length })}\n${lines.join('')}`;
}

interface Laid {
  readonly asOf: number;
  /** Where each project's records begin and end in the text. */
  readonly places: ReadonlyMap<string, readonly [start: number, end: number]>;
  readonly text: string;
}

function readText(path: string): string {
  try {
    return readFileSync(path, 'utf8');
  } catch (cause) {
    throw new ToolError('disk', `cannot read the advisories that ship with depsec: ${path}`, { cause });
  }
}

function layOut(path: string): Laid {
  const text = readText(path);
  const heading = parseJson(text.slice(0, text.indexOf('\n')));
  const asOf = Date.parse(String(field(heading, 'asOf')));
  const places = new Map<string, readonly [number, number]>();
  for (let start = text.indexOf('\n') + 1; start < text.length; ) {
    const end = text.indexOf('\n', start);
    const tab = text.indexOf('\t', start);
    if (end < 0 || tab < 0 || tab > end) throw damaged(path);
    places.set(text.slice(start, tab), [tab + 1, end]);
    start = end + 1;
  }
  if (field(heading, 'format') !== FORMAT || Number.isNaN(asOf) || field(heading, 'projects') !== places.size) throw damaged(path);
  return { asOf, places, text };
}

/** The snapshot in `path`, read at the first question; a project's records are taken apart when it is asked about. Throws `disk` (exit 3). */
export function openSnapshot(path: string): Snapshot {
  let laid: Laid | null = null;
  const all = (): Laid => (laid ??= layOut(path));
  const kept = new Map<string, readonly AdvisoryRecord[]>();
  const read = (name: string): readonly AdvisoryRecord[] => {
    const place = all().places.get(name);
    const records = place === undefined ? [] : parseJson(all().text.slice(...place));
    if (!Array.isArray(records) || !records.every(isAdvisoryRecord)) throw damaged(path);
    return records;
  };
  return {
    asOf: () => all().asOf,
    recordsFor: (name) => {
      const records = kept.get(name) ?? read(name);
      kept.set(name, records);
      return records;
    },
  };
}
