import { advisorySeverities, type AdvisorySeverity } from '../../core/advisory.js';
import { field, isObject } from './json.js';

export const eventKinds = ['introduced', 'fixed', 'last_affected', 'limit'] as const;
export type EventKind = (typeof eventKinds)[number];
export type RangeEvent = readonly [kind: EventKind, version: string];

/** What a record says of one project. */
export interface AffectedProject {
  /** Normalised (PEP 503). */
  readonly name: string;
  /** Affected versions that no range holds. */
  readonly versions: readonly string[];
  readonly ranges: readonly (readonly RangeEvent[])[];
  /** Why a part of it could not be read; null when all of it was. */
  readonly unread: string | null;
}

/** A CVSS base score and the major version of CVSS it was made by. */
export interface Score {
  readonly version: number;
  readonly score: number;
}

/** What depsec keeps of one OSV record (ossf.github.io/osv-schema): all that judging needs, a tenth of its size. It is kept as JSON. */
export interface AdvisoryRecord {
  readonly id: string;
  /** RFC 3339; tells two states of a record apart. */
  readonly modified: string;
  readonly published: string | null;
  readonly isWithdrawn: boolean;
  readonly isDisputed: boolean;
  readonly aliases: readonly string[];
  readonly summary: string;
  readonly cvss: Score | null;
  /** In the database's own word, for a record without a score. */
  readonly severity: AdvisorySeverity | null;
  readonly references: readonly string[];
  /** Projects of the Python index only. */
  readonly affected: readonly AffectedProject[];
}

/** A record that cannot be read, and why. It is told, never left out in silence. */
export interface UnreadRecord {
  readonly id: string;
  readonly why: string;
}

const areTexts = (value: unknown): boolean => Array.isArray(value) && value.every((one) => typeof one === 'string');
const orNull = (value: unknown, type: 'string' | 'object'): boolean => value === null || typeof value === type;
const isEvent = (event: unknown): boolean => Array.isArray(event) && event.length === 2 && eventKinds.some((kind) => kind === event[0]) && typeof event[1] === 'string';
const isRange = (range: unknown): boolean => Array.isArray(range) && range.every(isEvent);

function isAffected(value: unknown): boolean {
  const ranges = field(value, 'ranges');
  return typeof field(value, 'name') === 'string' && areTexts(field(value, 'versions')) && Array.isArray(ranges) && ranges.every(isRange) && orNull(field(value, 'unread'), 'string');
}

function isScore(value: unknown): boolean {
  return value === null || (typeof field(value, 'version') === 'number' && typeof field(value, 'score') === 'number');
}

/** Checks a record that was kept: by this depsec, or by another version of it. */
export function isAdvisoryRecord(value: unknown): value is AdvisoryRecord {
  if (!isObject(value)) return false;
  const { affected, severity } = value;
  return ['id', 'modified', 'summary'].every((name) => typeof value[name] === 'string')
    && ['isWithdrawn', 'isDisputed'].every((name) => typeof value[name] === 'boolean')
    && areTexts(value['aliases']) && areTexts(value['references'])
    && orNull(value['published'], 'string') && isScore(value['cvss'])
    && (severity === null || advisorySeverities.some((word) => word === severity))
    && Array.isArray(affected) && affected.every(isAffected);
}
