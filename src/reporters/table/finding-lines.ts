import type { Finding } from '../../core/finding.js';
import type { Ink } from './ink.js';
import { displayWidth } from '../escape/display-width.js';

/** What a finding's lines depend on besides the finding. */
export interface FindingView {
  readonly ink: Ink;
  /** The sentence already printed beside the verdict; it is not said twice. */
  readonly headline: string;
  /** False where the same rule has already explained itself a few lines above. */
  readonly explains: boolean;
  /** Adds rule, severity and confidence. */
  readonly isDetailed: boolean;
}

const LEAST_SNIPPET = 20;
// Droppers push code out of sight behind a long run of blanks; a shortened line must still show what stands there.
const LONG_BLANK = /[ \t]{5,}/g;

function placeOf({ file, line }: Finding, ink: Ink): string {
  if (file === undefined) return '';
  const shown = ink.quote(file, Math.floor(ink.width / 2));
  return line === undefined ? shown : `${shown}:${line}`;
}

function asSentence(text: string): string {
  return /[.!?…]$/.test(text) ? text : `${text}.`;
}

function explanation({ why }: Finding, { ink, explains }: FindingView): readonly string[] {
  return why === undefined || !explains ? [] : ink.paragraph(4, asSentence(ink.quote(why))).map(ink.faint);
}

function details(finding: Finding, { ink, isDetailed }: FindingView): readonly string[] {
  if (!isDetailed) return [];
  const { rule, severity, confidence } = finding;
  return ink.paragraph(4, `rule ${ink.quote(rule)} ${ink.dot} ${severity} ${ink.dot} confidence ${confidence}`).map(ink.faint);
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
  return place === '' && message === '' ? [] : ink.paragraph(2, ink.arrow, subject, message);
}

/** One finding: where, the line itself, what was seen, why it matters. Empty when the headline has already said all of it. */
export function findingLines(finding: Finding, view: FindingView): readonly string[] {
  const { ink, headline } = view;
  const message = finding.message === headline ? '' : ink.quote(finding.message);
  const place = placeOf(finding, ink);
  const seen =
    finding.snippet === undefined || place === ''
      ? statement(place, message, ink)
      : [...guiltyLine(place, finding.snippet, ink), ...(message === '' ? [] : ink.paragraph(4, message))];
  return [...seen, ...explanation(finding, view), ...details(finding, view)];
}
