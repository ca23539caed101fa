import { severities, type Finding, type Severity } from '../../core/finding.js';
import { untrusted } from '../../core/untrusted.js';
import { isClearance } from './clearance.js';
import type { Dropped, ShownFile, ShownLine } from './review-types.js';

/** What of an answer stands, and what does not. */
export interface ReadReply {
  readonly findings: readonly Finding[];
  readonly dropped: readonly Dropped[];
}

const LONGEST_REPLY = 200_000;
const MOST_FINDINGS = 40;
const LONGEST_MESSAGE = 300;
const LONGEST_SNIPPET = 200;
const SHORTEST_QUOTE = 4;

const WHY = 'A language model read the flagged lines and describes what it takes them to do. It can be wrong; the line it quotes is there.';

const isSeverity = (value: unknown): value is Severity => severities.some((severity) => severity === value);

const fieldsOf = (value: unknown): ReadonlyMap<string, unknown> => new Map(typeof value === 'object' && value !== null ? Object.entries(value) : []);

function parsed(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch (cause) {
    if (cause instanceof SyntaxError) return null;
    throw cause;
  }
}

const squeezed = (text: string): string => text.replace(/\s+/g, ' ').trim();

/** The line that a quote stands on: the one that was named, else the nearest that holds it. */
function quotedLine({ lines }: ShownFile, quote: string, named: number): ShownLine | null {
  const wanted = squeezed(quote.split('\n').find((line) => line.trim() !== '') ?? '');
  if (wanted.replace(/\W/g, '').length < SHORTEST_QUOTE) return null;
  const having = lines.filter(({ text }) => squeezed(text).includes(wanted));
  return having.toSorted((a, b) => Math.abs(a.line - named) - Math.abs(b.line - named))[0] ?? null;
}

const clip = (text: string, most: number): string => (text.length > most ? `${text.slice(0, most - 1)}…` : text);

const textOf = (value: unknown): string => (typeof value === 'string' ? value : '');

function findingOf(item: unknown, files: readonly ShownFile[]): Finding | Dropped {
  const fields = fieldsOf(item);
  const [path, quote, behaviour] = [textOf(fields.get('file')), textOf(fields.get('quote')), squeezed(textOf(fields.get('behaviour')))];
  const [severity, named] = [fields.get('severity'), fields.get('line')];
  const dropped = (why: string): Dropped => ({ why, file: clip(path, LONGEST_SNIPPET) });
  if (!isSeverity(severity)) return dropped('no such severity');
  const file = files.find((each) => each.path === path);
  if (file === undefined) return dropped('no such file was shown');
  const line = quotedLine(file, quote, typeof named === 'number' ? named : 0);
  if (line === null) return dropped('its quote does not stand in that file');
  if (behaviour === '') return dropped('says nothing about it');
  const clears = isClearance(behaviour);
  if (clears && (severity === 'info' || severity === 'low')) return dropped('clears instead of describing');
  // What points at a line counts; words that clear never reach a reader.
  const message = clears ? 'AI review: points at this line (its own words are left out, since they clear what they point at)' : `AI review: ${clip(behaviour, LONGEST_MESSAGE)}`;
  return { rule: 'ai-review', severity, confidence: 'medium', message: untrusted(message), file: untrusted(file.path), line: line.line, snippet: untrusted(clip(line.original.trim(), LONGEST_SNIPPET)), why: WHY };
}

const isFinding = (one: Finding | Dropped): one is Finding => 'rule' in one;
const isDropped = (one: Finding | Dropped): one is Dropped => !('rule' in one);

/** Reads an answer against what was shown. Null where it does not have the form that was asked for. */
export function readReply(text: string, files: readonly ShownFile[]): ReadReply | null {
  const document = text.length > LONGEST_REPLY ? null : parsed(text);
  const items: unknown = fieldsOf(document).get('findings');
  if (!Array.isArray(items)) return null;
  const read = items.slice(0, MOST_FINDINGS).map((item) => findingOf(item, files));
  const excess: readonly Dropped[] = items.length > MOST_FINDINGS ? [{ why: `${items.length - MOST_FINDINGS} more findings than are read`, file: '' }] : [];
  return { findings: read.filter(isFinding), dropped: [...read.filter(isDropped), ...excess] };
}
