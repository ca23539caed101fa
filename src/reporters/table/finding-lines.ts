import type { Finding } from '../../core/finding.js';
import type { Waiver } from '../../core/waiver.js';
import { advisoryDetails } from './advisory-lines.js';
import type { Ink } from './ink.js';
import { displayWidth } from '../escape/display-width.js';

/** What a finding's lines depend on besides the finding. */
export interface FindingView {
  readonly ink: Ink;
  /** The sentence already printed beside the verdict; it is not said twice. */
  readonly headline: string;
  /** False where the same rule has already explained itself a few lines above. */
  readonly explains: boolean;
  /** True where the finding right above is about the same line, which is not shown twice. */
  readonly isSamePlace: boolean;
  /** Adds rule, severity and confidence. */
  readonly isDetailed: boolean;
  /** By whose word it does not count; null for what counts. */
  readonly waiver: Waiver | null;
}

// With less room beside its place, the guilty line gets a line of its own.
const LEAST_SNIPPET = 40;
// Droppers push code out of sight behind a long run of blanks; a shortened line must still show what stands there.
const LONG_BLANK = /[ \t]{5,}/g;

// An arrow, blanks and a line's number; on a narrow terminal a place has the whole line.
const BESIDE_PLACE = 12;
const LONGEST_PLACE = 60;

function placeOf({ file, line }: Finding, ink: Ink): string {
  if (file === undefined) return '';
  const shown = ink.quote(file, Math.max(Math.floor(ink.width / 2), Math.min(ink.width - BESIDE_PLACE, LONGEST_PLACE)));
  return line === undefined ? shown : `${shown}:${line}`;
}

function asSentence(text: string): string {
  return /[.!?…]$/.test(text) ? text : `${text}.`;
}

function remarks({ why, rule, severity, confidence, advisory }: Finding, view: FindingView, indent: number): readonly string[] {
  const { ink, explains, isDetailed, waiver } = view;
  // A rule's docs are broken into lines for its source file, not for this page.
  const reason = why === undefined || !explains ? [] : ink.prose(indent, asSentence(ink.quote(why.replace(/[ \r\n]+/g, ' '))));
  const details = isDetailed ? ink.item(indent, `(${ink.quote(rule)}, ${severity}, confidence ${confidence})`) : [];
  const known = isDetailed && advisory !== undefined ? advisoryDetails(advisory, ink).flatMap((line) => ink.item(indent, line)) : [];
  const accepted = waiver === null ? [] : ink.item(indent, `waived until ${waiver.until}:`, ink.quote(waiver.reason));
  return [...reason, ...known, ...details, ...accepted].map(ink.faint);
}

/** The way from source to sink, a step each. */
function traceLines({ trace = [] }: Finding, { ink, isDetailed }: FindingView): readonly string[] {
  if (!isDetailed) return [];
  const placeOfStep = (file: string | undefined, line: number): string => (file === undefined ? `line ${line}` : `${ink.quote(file)}:${line}`);
  return trace.flatMap(({ what, file, line }) => ink.item(4, `${placeOfStep(file, line)}:`, ink.quote(what))).map(ink.faint);
}

function guiltyLine(place: string, snippet: string, ink: Ink): readonly string[] {
  const code = snippet.trim().replace(LONG_BLANK, ' ... ');
  const start = `  ${ink.arrow} ${place}`;
  const room = ink.width - displayWidth(start) - 2;
  if (room >= LEAST_SNIPPET) return [`${start}  ${ink.quote(code, room)}`];
  return [start, `    ${ink.quote(code, ink.width - 4)}`];
}

function statement(place: string, message: string, ink: Ink): readonly string[] {
  // "setup.py contains: …" is one sentence; anything else is said about the place.
  const subject = place === '' || message === '' || message.startsWith('contains') ? place : `${place}:`;
  return place === '' && message === '' ? [] : ink.item(2, ink.arrow, subject, message);
}

/** One finding: where, the line itself, what was seen, and why it matters; the details and the trace when asked for. Empty when the headline has already said all of it. */
export function findingLines(finding: Finding, view: FindingView): readonly string[] {
  const { ink, headline } = view;
  const message = finding.message === headline ? '' : ink.quote(finding.message);
  const place = placeOf(finding, ink);
  const seen =
    finding.snippet === undefined || place === ''
      ? statement(place, message, ink)
      : view.isSamePlace
        ? ink.item(2, '+', message)
        : [...guiltyLine(place, finding.snippet, ink), ...(message === '' ? [] : ink.prose(4, message))];
  return [...seen, ...traceLines(finding, view), ...remarks(finding, view, seen.length > 0 ? 4 : 2)];
}
