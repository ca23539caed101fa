import { isSha256 } from '../core/artifact.js';
import { severities } from '../core/finding.js';
import { isPackageName, parsePackageName } from '../core/name.js';
import type { Kept, KeptFinding } from './entry.js';

const isObject = (value: unknown): value is Readonly<Record<string, unknown>> => typeof value === 'object' && value !== null && !Array.isArray(value);
const isText = (value: unknown): value is string => typeof value === 'string';
const isTextOrNull = (value: unknown): boolean => value === null || isText(value);
const isDigest = (value: unknown): boolean => isText(value) && isSha256(value);
const isListOf = (value: unknown, isMember: (member: unknown) => boolean): boolean => Array.isArray(value) && value.every(isMember);

const isName = (value: unknown): boolean => isText(value) && isPackageName(value) && parsePackageName(value) === value;
const isNatural = (value: unknown): boolean => Number.isSafeInteger(value) && Number(value) >= 0;

function isFinding(value: unknown): value is KeptFinding {
  if (!isObject(value) || !isText(value['rule']) || !isText(value['message'])) return false;
  return severities.some((severity) => severity === value['severity']) && isTextOrNull(value['file']) && isTextOrNull(value['snippet']) && (value['line'] === null || isNatural(value['line']));
}

const isGap = (value: unknown): boolean => isObject(value) && isText(value['what']) && isText(value['why']);

/** True for a whole record. The folder is the user's own, so this tells a damaged file, not a hostile one. */
export function isKept(value: unknown): value is Kept {
  if (!isObject(value)) return false;
  const texts = ['version', 'fileName', 'subdirectory', 'setAsideAt', 'ruleset'].every((field) => isText(value[field]));
  const lists = isListOf(value['extras'], isText) && isListOf(value['reasons'], isText) && isListOf(value['findings'], isFinding) && isListOf(value['gaps'], isGap);
  const digests = isDigest(value['sha256']) && (value['builtFrom'] === null || isDigest(value['builtFrom']));
  const verdict = ['safe', 'warned', 'blocked'].includes(String(value['verdict'])) && typeof value['score'] === 'number';
  return texts && lists && digests && verdict && isName(value['name']) && isNatural(value['bytes']) && typeof value['isPublic'] === 'boolean';
}
