import { isSha256 } from '../core/artifact.js';
import type { PlannedInstall, PlannedPackage, ProcessMark } from '../core/journal.js';
import { isPackageName } from '../core/name.js';

const isObject = (value: unknown): value is Readonly<Record<string, unknown>> => typeof value === 'object' && value !== null && !Array.isArray(value);
const isText = (value: unknown): value is string => typeof value === 'string';
const isTextOrNull = (value: unknown): boolean => value === null || isText(value);
const isListOf = (value: unknown, isMember: (member: unknown) => boolean): boolean => Array.isArray(value) && value.every(isMember);

/** True for what a process left of itself. */
export function isMark(value: unknown): value is ProcessMark {
  return isObject(value) && Number.isSafeInteger(value['pid']) && Number(value['pid']) > 0 && isTextOrNull(value['start']);
}

const isDirect = (value: unknown): boolean => value === null || (isObject(value) && isText(value['json']) && isText(value['url']));
const isEarlier = (value: unknown): boolean => isObject(value) && isText(value['folder']) && isTextOrNull(value['record']);

function isPackage(value: unknown): value is PlannedPackage {
  if (!isObject(value) || !isText(value['name']) || !isPackageName(value['name']) || !isText(value['sha256']) || !isSha256(value['sha256'])) return false;
  return isText(value['version']) && isText(value['fileName']) && typeof value['requested'] === 'boolean' && isDirect(value['direct']) && isListOf(value['before'], isEarlier) && isListOf(value['absent'], isText);
}

/** True for a whole journal. The folder is the user's own, so this tells a damaged file, not a hostile one. */
export function isPlannedInstall(value: unknown): value is PlannedInstall {
  if (!isObject(value) || !['planned', 'installing', 'differs'].includes(String(value['state'])) || !isMark(value['runner'])) return false;
  const texts = ['startedAt', 'executable', 'label', 'prefix'].every((field) => isText(value[field]));
  const { options } = value;
  return texts && isObject(options) && Object.values(options).every((list) => isListOf(list, isText)) && isListOf(value['places'], isText) && isListOf(value['packages'], isPackage);
}
