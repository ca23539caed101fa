import { lstat } from 'node:fs/promises';
import { resolve } from 'node:path';
import { nearest } from '../config/settings/suggestion.js';
import { UserError } from '../core/errors.js';
import type { Explanation } from '../core/explanation.js';
import { isPackageName, parsePackageName } from '../core/name.js';
import { UNREAD_CODE } from '../core/waiver.js';
import { systemCode } from '../platform/files/disk-error.js';
import { explainFile } from './explain/explain-file.js';
import { explainJudgement, type PackageQuestion } from './explain/explain-judgement.js';
import type { Observer } from './observer.js';
import { ruleById, ruleIds } from './rules.js';
import type { Workshop } from './workshop.js';

interface Surroundings {
  readonly shop: Workshop;
  readonly observer: Observer;
}

const looksLikePath = (text: string): boolean => /[\\/]|^\.+$|\.(?:whl|zip|tgz|tar(?:\.\w+)?|egg|py)$/i.test(text);

async function isThere(path: string): Promise<boolean> {
  try {
    await lstat(path);
    return true;
  } catch (cause) {
    // What cannot be looked at for another reason is for the judgement itself to say.
    return !['ENOENT', 'ENOTDIR', 'ENAMETOOLONG', 'ERR_INVALID_ARG_VALUE'].includes(systemCode(cause));
  }
}

function asQuestion(text: string): PackageQuestion | null {
  const [name = '', version, ...rest] = text.split('==').map((part) => part.trim());
  if (rest.length > 0 || version === '' || !isPackageName(name)) return null;
  return { typed: text, name: parsePackageName(name), version: version ?? null };
}

/** The rule that was probably meant, or null: a slip of the pen, or the beginning of just one id. */
function likelyRule(text: string): string | null {
  const begun = ruleIds.filter((id) => text.length > 3 && id.startsWith(text));
  return nearest(text, ruleIds) ?? (begun.length === 1 ? (begun[0] ?? null) : null);
}

const isAdvisoryId = (text: string): boolean => /^(?:(?:CVE|PYSEC|MAL|OSV)-\d{4}-\d+|GHSA(?:-[0-9a-z]{4}){3})$/i.test(text);

function asAdvisory(text: string, cause: UserError): UserError {
  const hint = `read it at https://osv.dev/vulnerability/${/^ghsa/i.test(text) ? `GHSA${text.slice(4).toLowerCase()}` : text.toUpperCase()}; depsec audit --verbose NAME shows those of a package with ranges and links`;
  return new UserError('bad-arguments', `${text} is the id of an advisory, and no rule, file or package`, { cause, hint });
}

async function explainName(text: string, shop: Workshop): Promise<Explanation> {
  if (text === UNREAD_CODE) throw new UserError('bad-arguments', `${UNREAD_CODE} is no rule, but what a waiver names to accept code that could not be read`, { hint: `depsec explain NAME shows what that was; depsec waive NAME==VERSION ${UNREAD_CODE} --reason "..."` });
  const rule = likelyRule(text);
  const question = asQuestion(text);
  const hint = rule === null ? 'depsec rules list shows all rules' : `did you mean the rule ${rule}?`;
  if (question === null) throw new UserError('bad-arguments', `${JSON.stringify(text)} is no rule, no file here, and no NAME or NAME==VERSION`, { hint });
  try {
    return { about: 'package', package: await explainJudgement(question, shop) };
  } catch (cause) {
    if (isAdvisoryId(text) && cause instanceof UserError) throw asAdvisory(text, cause);
    if (rule === null || !(cause instanceof UserError) || cause.code !== 'unknown-package') throw cause;
    throw new UserError(cause.code, cause.message, { cause, hint });
  }
}

/** The explanation of a rule by its id, which needs nothing but the rules; null where the text is no such id. */
export function explainRule(text: string): Explanation | null {
  const rule = ruleById(text);
  return rule === null ? null : { about: 'rule', rule };
}

/** Explains a file or folder, else the last judgement of a package. Throws UserError for what is neither. */
export async function explainThing(text: string, { shop, observer }: Surroundings): Promise<Explanation> {
  if (text.trim() === '') throw new UserError('bad-arguments', 'nothing to explain: an empty name was given', { hint: 'name a rule, a file or folder, or a package as it was last judged' });
  const isPath = looksLikePath(text) || (await isThere(resolve(shop.cwd, text)));
  if (isPath) return { about: 'package', package: await explainFile(text, { shop, observer }) };
  return await explainName(text, shop);
}
