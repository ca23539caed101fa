import { eggOf, hideCredentials, subdirectoryOf, targetOf, withoutEgg } from './direct-url.js';
import { UserError } from '../errors.js';
import { isMarker, plainMarker } from './marker.js';
import { isPackageName } from '../name.js';
import type { Requirement } from './requirement.js';
import { VERSION_CLAUSES } from './version-clauses.js';

const NAME = String.raw`[A-Za-z0-9](?:[A-Za-z0-9._-]*[A-Za-z0-9])?`;
const EXTRA_LIST = String.raw`${NAME}(?:\s*,\s*${NAME})*`;
const EXTRAS = String.raw`\[\s*(${EXTRA_LIST})?\s*\]`;
const BY_NAME = new RegExp(String.raw`^(${NAME})\s*(?:${EXTRAS})?\s*(?:\(\s*(${VERSION_CLAUSES})?\s*\)|(${VERSION_CLAUSES}))?$`, 'i');
const BY_URL = new RegExp(String.raw`^(${NAME})\s*(?:${EXTRAS})?\s*@\s*(\S+)$`);
const ONLY_EXTRAS = new RegExp(`^(?:${EXTRA_LIST})?$`);
const URL = /^(?:https?|file|(?:git|hg|svn|bzr)\+[a-z]+):\/\/[^\s\\]+$/i;
// RFC 3986: brackets stand around an IPv6 address alone, and pip ends with a trace of its own where they do not. Only files are on no host, and a path that
// begins with two slashes is one on a host after all (Windows).
const HOST = /^(?:(?:[a-z]+\+)?file:\/\/[^[\]/?#]*(?!\/\/)|[a-z]+(?:\+[a-z]+)?:\/\/(?:[^[\]/?#@]*@)*(?:\[[0-9a-f:.]+\](?::\d*)?|[^[\]/?#@]+))(?:[/?#]|$)/i;
const WHEEL = /^([A-Za-z0-9._]+)-[A-Za-z0-9._!+]+(?:-[0-9][A-Za-z0-9._]*)?-[A-Za-z0-9._]+-[A-Za-z0-9._]+-[A-Za-z0-9._]+\.whl$/i;
const LONGEST = 4_000;
// A tab is a blank like any other.
const UNPRINTABLE = /(?!\t)[\p{Cc}\p{Cf}\p{Zl}\p{Zp}\p{Cs}]/u;

// Blanks that look like a space. To pip they are a part of the URL or name that they stand at.
const OTHER_BLANK = /(?! )\p{Zs}/u;

const bad = (text: string, why: string): UserError => new UserError('bad-requirement', `not a requirement: ${JSON.stringify(hideCredentials(text))} (${why})`);

/** True for text that begins as an URL that pip can install from. Such text ends at a semicolon only where a blank follows it. */
export const isDirectUrl = (text: string): boolean => /^(?:https?|file|ftp|(?:git|hg|svn|bzr)\+[a-z]+):/i.test(text);

/** Cuts off the environment marker as pip does: names and paths end at the first semicolon, URLs at one with a blank behind it. */
export function splitMarker(text: string): { readonly body: string; readonly marker: string | null } {
  const at = isDirectUrl(text) ? text.search(/; /) : text.indexOf(';');
  const marker = at < 0 ? '' : text.slice(at + 1).trim();
  if (marker !== '' && !isMarker(marker)) throw bad(text, 'its environment marker cannot be read');
  return { body: (at < 0 ? text : text.slice(0, at)).trim(), marker: marker === '' ? null : plainMarker(marker) };
}

/** Refuses what no requirement may hold: thousands of characters, and those that are not seen. */
export function checkCharacters(text: string): void {
  if (text.length > LONGEST) throw bad(`${text.slice(0, 40)}…`, `it is longer than ${LONGEST} characters`);
  if (UNPRINTABLE.test(text)) throw bad(text, 'it holds control or invisible characters');
}

/** Extras from between their brackets. Throws `bad-requirement`. */
export function parseExtras(list: string): readonly string[] {
  if (!ONLY_EXTRAS.test(list.trim())) throw bad(`[${list}]`, 'extras are names with commas between them');
  return list.split(',').map((entry) => entry.trim()).filter(Boolean);
}

const plain = { editable: false, hashes: [], configSettings: [], origin: null } as const;

/** Reads a PEP 508 requirement, by name or by URL. Throws `bad-requirement` (exit 2) for everything else. */
export function parseRequirement(text: string): Requirement {
  checkCharacters(text);
  if (OTHER_BLANK.test(text)) throw bad(text, 'it holds a blank that is no space: type it again');
  const { body, marker } = splitMarker(text);
  const named = BY_NAME.exec(body);
  if (named?.[1] && isPackageName(named[1])) {
    const specifier = (named[3] ?? named[4] ?? '').replace(/\s+/g, '').replace(/,$/, '');
    return { ...plain, name: named[1], extras: parseExtras(named[2] ?? ''), specifier, url: null, subdirectory: '', marker, target: 'index' };
  }
  const direct = BY_URL.exec(body);
  if (direct?.[1] && direct[3] && isPackageName(direct[1])) return parseDirect(direct[3], { name: direct[1], extras: parseExtras(direct[2] ?? ''), marker });
  if (isDirectUrl(body)) return parseDirect(body, { name: null, extras: [], marker });
  throw bad(text, 'expected name, extras, version specifiers and markers as in PEP 508');
}

/** The last component of an URL's path without its escapes. */
function fileNameOf(url: string): string {
  const last = (url.split(/[?#]/)[0] ?? '').split('/').at(-1) ?? '';
  return last.replace(/(?:%[0-9a-f]{2})+/gi, (escapes) => new TextDecoder().decode(Uint8Array.from(escapes.slice(1).split('%'), (hex) => Number.parseInt(hex, 16))));
}

function nameOfWheel(url: string): string {
  const name = WHEEL.exec(fileNameOf(url))?.[1];
  if (name === undefined || !isPackageName(name)) throw bad(url, 'the name of a wheel is NAME-VERSION-PYTHON-ABI-PLATFORM.whl');
  return name;
}

function namedBy(url: string, given: Pick<Requirement, 'name' | 'extras'>): Pick<Requirement, 'name' | 'extras'> {
  const egg = eggOf(url);
  if (given.name !== null) return given;
  if (targetOf(url) === 'wheel') return { name: nameOfWheel(url), extras: given.extras };
  if (egg === null) return given;
  if (!isPackageName(egg.name)) throw bad(url, `${JSON.stringify(egg.name)} behind #egg= is no package name`);
  return { name: egg.name, extras: [...given.extras, ...parseExtras(egg.extras)] };
}

/** A folder inside the source: it may not lead out, on any platform. */
function checkedSubdirectory(url: string): string {
  const subdirectory = subdirectoryOf(url);
  const leads = /^[/\\]|^[A-Za-z]:|\\|(?:^|\/)\.\.(?:\/|$)/.test(subdirectory);
  if (leads) throw bad(url, '#subdirectory= must name a folder inside the source');
  return subdirectory;
}

/** A requirement that is an URL: `http(s)://`, `file://` or a version control scheme. Its name may stand in `#egg=` or in the name of a wheel. */
export function parseDirect(url: string, rest: Pick<Requirement, 'name' | 'extras' | 'marker'>): Requirement {
  if (/^git\+[^/]*:(?!\/\/)/i.test(url)) throw bad(url, 'write git+ssh://USER@HOST/PATH');
  if (!URL.test(url)) throw bad(url, 'its scheme is not one that pip can install from, or it holds a backslash');
  if (!HOST.test(url)) throw bad(url, 'it names no host that can be read');
  return { ...plain, ...namedBy(url, rest), marker: rest.marker, specifier: '', url: withoutEgg(url), subdirectory: checkedSubdirectory(url), target: targetOf(url) };
}
