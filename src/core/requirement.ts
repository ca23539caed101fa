import { UserError } from './errors.js';
import { isPackageName } from './name.js';

/** Where a requirement stands; null file for the command line. Lines count from 1. */
export interface Origin {
  readonly file: string;
  readonly line: number;
}

/** What a requirement points at. `index`: a name for an index; the others are direct references. */
export type RequirementTarget = 'index' | 'wheel' | 'source-archive' | 'folder' | 'vcs';

/** One requirement, taken apart and checked. `line` is the form depsec hands on: never the user's own text. */
export interface Requirement {
  /** As the user spelled it; null for a direct reference without a name. */
  readonly name: string | null;
  readonly extras: readonly string[];
  /** PEP 440 specifiers, joined by commas, or ''. */
  readonly specifier: string;
  /** Absolute URL of a direct reference, or null. */
  readonly url: string | null;
  readonly marker: string | null;
  readonly target: RequirementTarget;
  readonly editable: boolean;
  /** Values of `--hash`, e.g. `sha256:…`. */
  readonly hashes: readonly string[];
  readonly origin: Origin | null;
}

const EXTRA = String.raw`[A-Za-z0-9](?:[A-Za-z0-9._-]*[A-Za-z0-9])?`;
const EXTRAS = String.raw`\[\s*(${EXTRA}(?:\s*,\s*${EXTRA})*)?\s*\]`;
const CLAUSE = String.raw`(?:===\s*[A-Za-z0-9.*+!_-]+|(?:~=|==|!=|<=|>=|<|>)\s*v?[0-9][A-Za-z0-9.*+!_-]*)`;
const CLAUSES = String.raw`${CLAUSE}(?:\s*,\s*${CLAUSE})*\s*,?`;
const BY_NAME = new RegExp(String.raw`^([A-Za-z0-9][A-Za-z0-9._-]*)\s*(?:${EXTRAS})?\s*(?:\(\s*(${CLAUSES})\s*\)|(${CLAUSES}))?$`);
const BY_URL = new RegExp(String.raw`^([A-Za-z0-9][A-Za-z0-9._-]*)\s*(?:${EXTRAS})?\s*@\s*(\S+)$`);
const OPERAND = String.raw`(?:"[^"\\]*"|'[^'\\]*'|[A-Za-z_.]+)`;
const COMPARISON = String.raw`[(\s]*${OPERAND}\s*(?:===|~=|==|!=|<=|>=|<|>|in\b|not\s+in\b)\s*${OPERAND}[)\s]*`;
const MARKER = new RegExp(String.raw`^${COMPARISON}(?:\b(?:and|or)\b${COMPARISON})*$`);
const LONGEST = 4_000;
const UNPRINTABLE = /[\p{Cc}\p{Cf}\p{Zl}\p{Zp}\p{Cs}]/u;

const bad = (text: string, why: string): UserError => new UserError('bad-requirement', `not a requirement: ${JSON.stringify(text)} (${why})`);

/** What an URL or path leads to, told by its last component. */
export function targetOf(url: string): RequirementTarget {
  if (/^(git|hg|svn|bzr)\+/i.test(url)) return 'vcs';
  const path = (url.split(/[?#]/)[0] ?? '').toLowerCase();
  if (path.endsWith('.whl')) return 'wheel';
  return /\.(tar\.(gz|bz2|xz|lzma|zst)|tgz|tbz|txz|tlz|tar|zip)$/.test(path) ? 'source-archive' : 'folder';
}

function splitMarker(text: string): readonly [string, string | null] {
  // In a direct reference the marker needs a blank before its semicolon, since URLs may hold one (PEP 508).
  const at = /^\S+\s*(?:\[[^\]]*\])?\s*@/.test(text) || text.includes('://') ? text.search(/\s;/) : text.indexOf(';');
  if (at < 0) return [text.trim(), null];
  const marker = text.slice(text.indexOf(';', at) + 1).trim();
  if (!MARKER.test(marker)) throw bad(text, 'its environment marker cannot be read');
  return [text.slice(0, at).trim(), marker];
}

const namesIn = (list: string | undefined): string[] => (list ? list.split(',').map((entry) => entry.trim()).filter(Boolean) : []);

const plain = { editable: false, hashes: [], origin: null } as const;

/** Reads a PEP 508 requirement, by name or by URL. Throws `bad-requirement` (exit 2) for everything else. */
export function parseRequirement(text: string): Requirement {
  if (text.length > LONGEST) throw bad(`${text.slice(0, 40)}…`, `it is longer than ${LONGEST} characters`);
  if (UNPRINTABLE.test(text)) throw bad(text, 'it holds control or invisible characters');
  const [body, marker] = splitMarker(text);
  const named = BY_NAME.exec(body);
  if (named?.[1] && isPackageName(named[1])) {
    const specifier = (named[3] ?? named[4] ?? '').replace(/\s+/g, '').replace(/,$/, '');
    return { ...plain, name: named[1], extras: namesIn(named[2]), specifier, url: null, marker, target: 'index' };
  }
  const direct = BY_URL.exec(body);
  if (direct?.[1] && direct[3] && isPackageName(direct[1])) return parseDirect(direct[3], { name: direct[1], extras: namesIn(direct[2]), marker });
  if (/^[a-z][a-z0-9+.-]*:\/\//i.test(body)) return parseDirect(body, { name: null, extras: [], marker });
  throw bad(text, 'expected name, extras, version specifiers and markers as in PEP 508');
}

/** A requirement that is an URL: `http(s)://`, `file://` or a version control scheme. */
export function parseDirect(url: string, rest: Pick<Requirement, 'name' | 'extras' | 'marker'>): Requirement {
  if (!/^(https?|file|(git|hg|svn|bzr)\+[a-z]+):\/\/\S+$/i.test(url)) throw bad(url, 'its scheme is not one that pip can install from');
  return { ...plain, ...rest, specifier: '', url, target: targetOf(url) };
}

/** The line depsec hands to pip for a requirement: rebuilt from its parts, so nothing else can ride along. */
export function requirementLine(requirement: Requirement): string {
  const extras = requirement.extras.length > 0 ? `[${requirement.extras.join(',')}]` : '';
  const marker = requirement.marker ? ` ; ${requirement.marker}` : '';
  const hashes = requirement.hashes.map((hash) => ` --hash=${hash}`).join('');
  if (requirement.url === null) return `${requirement.name ?? ''}${extras}${requirement.specifier}${marker}${hashes}`;
  const body = requirement.name ? `${requirement.name}${extras} @ ${requirement.url}` : requirement.url;
  return `${body}${marker}${hashes}`;
}
