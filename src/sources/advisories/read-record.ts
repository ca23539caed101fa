import type { AdvisorySeverity } from '../../core/advisory.js';
import { isPackageName, parsePackageName } from '../../core/name.js';
import { field, isObject, list, text, texts } from './json.js';
import { readAffected } from './read-affected.js';
import type { AdvisoryRecord, Score, UnreadRecord } from './record.js';
import { summaryOf } from './summary.js';

/** The base score of a CVSS vector of any version; null for what is no whole vector. */
export type ScoreVector = (vector: string) => Score | null;

const KNOWN_SCHEMA = /^1\./;
const MOST_REFERENCES = 10;
const WORDS: Readonly<Record<string, AdvisorySeverity>> = { critical: 'critical', high: 'high', moderate: 'medium', medium: 'medium', low: 'low' };

function newestScore(severities: readonly unknown[], score: ScoreVector): Score | null {
  const scores = severities.flatMap((one) => {
    const vector = text(field(one, 'score'));
    return vector !== null && text(field(one, 'type'))?.startsWith('CVSS_V') ? (score(vector) ?? []) : [];
  });
  return scores.toSorted((a, b) => b.version - a.version || b.score - a.score)[0] ?? null;
}

/** The schema allows a severity for the record, or for each project in it. */
function scoreOf(raw: unknown, affected: readonly unknown[], score: ScoreVector): Score | null {
  return newestScore(list(field(raw, 'severity')), score) ?? newestScore(affected.flatMap((one) => list(field(one, 'severity'))), score);
}

function wordOf(raw: unknown, affected: readonly unknown[]): AdvisorySeverity | null {
  const places = [raw, ...affected].flatMap((one) => [field(one, 'database_specific'), field(one, 'ecosystem_specific')]);
  const words = places.flatMap((place) => text(field(place, 'severity')) ?? []);
  return words.flatMap((word) => (Object.hasOwn(WORDS, word.toLowerCase()) ? (WORDS[word.toLowerCase()] ?? []) : []))[0] ?? null;
}

const isOfPython = (affected: unknown): boolean => {
  const project = field(affected, 'package');
  // An ecosystem may carry a release behind a colon.
  return (text(field(project, 'ecosystem')) ?? '').split(':')[0] === 'PyPI' && isPackageName(text(field(project, 'name')) ?? '');
};

/**
 * Reads an OSV record (schema 1.x, ossf.github.io/osv-schema). What is unknown in it and cannot matter is passed over; a record that another
 * schema may mean differently is unread, and so is one whose parts are not what they must be.
 */
export function readRecord(raw: unknown, score: ScoreVector): AdvisoryRecord | UnreadRecord {
  const id = text(field(raw, 'id'));
  if (!isObject(raw) || id === null) return { id: id ?? 'a record without id', why: 'it is not a record of OSV' };
  const schema = field(raw, 'schema_version');
  if (schema !== undefined && !(typeof schema === 'string' && KNOWN_SCHEMA.test(schema))) return { id, why: `its schema ${JSON.stringify(schema).slice(0, 20)} is not known` };
  const modified = text(raw['modified']);
  if (modified === null || Number.isNaN(Date.parse(modified))) return { id, why: 'it does not say when it was modified' };
  const all = list(raw['affected']);
  const ours = all.filter(isOfPython);
  const details = text(raw['details']) ?? '';
  return {
    id,
    modified,
    published: text(raw['published']),
    isWithdrawn: text(raw['withdrawn']) !== null,
    isDisputed: /\bdisput(?:ed|es)\b/i.test(details),
    aliases: texts(raw['aliases']),
    summary: summaryOf(text(raw['summary']), details),
    cvss: scoreOf(raw, ours, score),
    severity: wordOf(raw, ours),
    references: list(raw['references']).flatMap((one) => text(field(one, 'url')) ?? []).slice(0, MOST_REFERENCES),
    affected: ours.map((one) => readAffected(one, parsePackageName(text(field(field(one, 'package'), 'name')) ?? ''))),
  };
}

/** What is kept of a record that cannot be read: that there is one, about these projects. Null where it names none. */
export function standIn(raw: unknown, why: string): AdvisoryRecord | null {
  const id = text(field(raw, 'id'));
  const names = list(field(raw, 'affected')).filter(isOfPython).map((one) => parsePackageName(text(field(field(one, 'package'), 'name')) ?? ''));
  if (id === null || names.length === 0) return null;
  return {
    id, modified: '1970-01-01T00:00:00Z', published: null, isWithdrawn: false, isDisputed: false, aliases: [], summary: '', cvss: null, severity: null, references: [],
    affected: [...new Set(names)].map((name) => ({ name, versions: [], ranges: [], unread: `contents that cannot be read: ${why}` })),
  };
}

export const isUnread = (record: AdvisoryRecord | UnreadRecord): record is UnreadRecord => 'why' in record;
