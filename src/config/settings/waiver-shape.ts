import { validRange } from '@renovatebot/pep440';
import { isSha256, type Sha256 } from '../../core/artifact.js';
import { UserError } from '../../core/errors.js';
import { isMalwareId, type Waiver } from '../../core/waiver.js';
import { isTable, packageName, someText, wrongValue, type Place, type Shape } from './shapes.js';
import { nearest } from './suggestion.js';

type Table = Readonly<Record<string, unknown>>;

/** The fields of each kind of waiver, in the order in which they are written. All of them are needed. */
export const waiverFields = {
  code: ['rule', 'package', 'version', 'sha256', 'reason', 'until'],
  advisory: ['advisory', 'package', 'versions', 'reason', 'until'],
} as const;

// Words that come to mind first.
const OTHER_WORDS: Readonly<Record<string, string>> = { expires: 'until', expiry: 'until', expire: 'until', hash: 'sha256', hashes: 'sha256', name: 'package', why: 'reason', id: 'advisory' };

const bad = (place: Place, why: string, hint: string): UserError => new UserError('bad-config', `${place.where}: ${why}`, { hint });

function kindOf(table: Table, place: Place): Waiver['kind'] {
  const [isCode, isAdvisory] = [Object.hasOwn(table, 'rule'), Object.hasOwn(table, 'advisory')];
  if (isCode === isAdvisory) throw bad(place, isCode ? 'names both a rule and an advisory' : 'names neither a rule nor an advisory', 'a waiver is for one of them: rule = "..." or advisory = "..."');
  return isCode ? 'code' : 'advisory';
}

function checkFields(table: Table, fields: readonly string[], place: Place): void {
  for (const key of Object.keys(table)) {
    if (fields.includes(key)) continue;
    const meant = OTHER_WORDS[key] ?? nearest(key, fields);
    throw bad(place, `no such field: ${key}`, meant !== null && fields.includes(meant) ? `did you mean ${meant}?` : `there are: ${fields.join(', ')}`);
  }
  const missing = fields.filter((field) => !Object.hasOwn(table, field));
  if (missing.length > 0) throw bad(place, `${missing.join(', ')} ${missing.length === 1 ? 'is' : 'are'} missing`, 'depsec waive NAME==VERSION RULE --reason TEXT writes all of it');
}

const at = (place: Place, field: string): Place => ({ ...place, where: `${place.where}: ${field}` });

const isDay = (text: string): boolean => /^\d{4}-\d{2}-\d{2}$/.test(text) && new Date(`${text}T00:00:00Z`).toJSON()?.slice(0, 10) === text;

/** `YYYY-MM-DD` out of a TOML date or a text. */
function dayFrom(raw: unknown, place: Place): string {
  // A TOML date without a time is a Date whose text is that date again.
  const text = raw instanceof Date ? raw.toISOString().slice(0, 10) : raw;
  if (typeof text === 'string' && isDay(text)) return text;
  throw wrongValue(place, 'the last day, as YYYY-MM-DD', raw);
}

function digestsFrom(raw: unknown, place: Place): ReadonlySet<Sha256> {
  const digests: readonly unknown[] = Array.isArray(raw) ? raw : [raw];
  if (digests.length === 0) throw wrongValue(place, 'at least one SHA-256', raw);
  return new Set(digests.map((digest) => {
    const text = typeof digest === 'string' ? digest.toLowerCase().replace(/^sha256:/, '') : '';
    if (!isSha256(text)) throw wrongValue(place, 'SHA-256 digests of 64 hex digits', digest);
    return text;
  }));
}

function rangeFrom(raw: unknown, place: Place): string {
  if (typeof raw === 'string' && raw.trim() !== '' && validRange(raw)) return raw;
  throw wrongValue(place, 'versions as in a requirement, such as ">=1.0,<1.2.3"', raw);
}

function refuseMalware(id: string, place: Place): void {
  if (!isMalwareId(id) && id !== 'known-malware') return;
  throw bad(place, `${id}: known malware cannot be waived`, 'take the waiver out; --allow-known-malware lets such a file in for one run, for those who study it');
}

function waiverFrom(raw: unknown, place: Place): Waiver {
  if (!isTable(raw)) throw wrongValue(place, 'a table', raw);
  const kind = kindOf(raw, place);
  checkFields(raw, waiverFields[kind], place);
  const text = (field: string): string => someText.read(raw[field], at(place, field)).trim();
  const id = text(kind === 'code' ? 'rule' : 'advisory');
  refuseMalware(id, place);
  const common = { package: packageName(raw['package'], at(place, 'package')), reason: text('reason'), until: dayFrom(raw['until'], at(place, 'until')), where: place.where };
  if (kind === 'advisory') return { kind, advisory: id, versions: rangeFrom(raw['versions'], at(place, 'versions')), ...common };
  return { kind, rule: id, version: text('version'), sha256: digestsFrom(raw['sha256'], at(place, 'sha256')), ...common };
}

/** A list of waivers: `[[waiver]]` tables. One that has ended is read like any other, since that is to be said where it would have helped. */
export const waiverList: Shape<readonly Waiver[]> = {
  read: (raw, place) => {
    if (!Array.isArray(raw)) throw wrongValue(place, '[[waiver]] tables', raw);
    return raw.map((waiver: unknown, index) => waiverFrom(waiver, { ...place, where: `${place.where} ${index + 1}` }));
  },
  fromText: (text) => text,
};
