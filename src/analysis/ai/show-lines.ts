import type { Finding } from '../../core/finding.js';
import { injectedLines } from './injections.js';
import { redact } from './redact.js';
import type { ShownFile } from './review-types.js';

const WHOLE = 200;
const HEAD = 30;
const AROUND = 30;
const LONGEST_LINE = 600;
const LINE_END = 120;
const MOST_CHARACTERS_OF_FILE = 24_000;

/** The lines of each file that findings and their steps are about, by path. */
export function placesOf(findings: readonly Finding[]): ReadonlyMap<string, readonly number[]> {
  const places = new Map<string, number[]>();
  const note = (file: string | undefined, line: number | undefined): void => {
    if (file !== undefined) places.set(file, [...(places.get(file) ?? []), line ?? 1]);
  };
  for (const { file, line, trace = [] } of findings) {
    note(file, line);
    for (const step of trace) note(step.file ?? file, step.line);
  }
  return places;
}

// A payload of a megabyte in one line says no more than its beginning and its end.
function clipped(text: string): string {
  if (text.length <= LONGEST_LINE) return text;
  const cut = text.length - LONGEST_LINE;
  return `${text.slice(0, LONGEST_LINE - LINE_END)}[${cut} characters left out]${text.slice(-LINE_END)}`;
}

const isNear = (line: number, places: readonly number[]): boolean => places.some((place) => Math.abs(place - line) <= AROUND);

/** What of a file is shown: all of a short one, else its head (which has the imports) and what surrounds the places. */
export function showFile(path: string, text: string, { places, own }: { readonly places: readonly number[]; readonly own: readonly string[] }): ShownFile {
  const all = text.split('\n');
  const near = all.map((original, index) => ({ line: index + 1, original })).filter(({ line }) => all.length <= WHOLE || line <= HEAD || isNear(line, places));
  const speaking = injectedLines(near.map(({ original }) => original));
  // As one text, since some secrets go over several lines.
  const texts = redact(near.map(({ original }) => clipped(original)).join('\n'), own).split('\n');
  const wanted = near.map((each, index) => ({ ...each, text: texts[index] ?? '', speaks: speaking.has(index + 1) }));
  let left = MOST_CHARACTERS_OF_FILE;
  // The places themselves come first where not everything fits.
  const byNeed = wanted.toSorted((a, b) => distance(a.line, places) - distance(b.line, places) || a.line - b.line);
  const kept = byNeed.filter(({ text: shown }) => (left -= shown.length + 8) >= 0);
  return { path, total: all.length, lines: kept.toSorted((a, b) => a.line - b.line) };
}

const distance = (line: number, places: readonly number[]): number => Math.min(line, ...places.map((place) => Math.abs(place - line)));
