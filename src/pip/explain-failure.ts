import { ToolError, UserError } from '../core/errors.js';
import { explainConflict } from './explain-conflict.js';
import { explainMissing, type MissingContext } from './explain-missing.js';
import type { PipOutcome } from './pip-process.js';

const MOST_LINES = 12;
// pip prints some exceptions with every file they concern in one line.
const LONGEST_LINE = 400;

const shortened = (line: string): string => (line.length > LONGEST_LINE ? `${line.slice(0, LONGEST_LINE)}…` : line);

const lastLine = (text: string): string | undefined => text.trim().split(/\r?\n/).at(-1);

/** pip's own reason without its decoration: the ERROR lines and what explains a conflict; of an exception inside pip the last line. */
export function pipReason({ stdout, stderr }: Pick<PipOutcome, 'stdout' | 'stderr'>): string {
  const errors = stderr.split(/\r?\n/).filter((line) => /^\s*ERROR: (?!Exception:$|ResolutionImpossible: for help)/.test(line)).map((line) => line.replace(/^\s*ERROR: /, ''));
  const conflict = /The conflict is caused by:\n((?:[ \t]+\S.*\n)+)/.exec(`${stdout}\n${stderr}\n`)?.[1];
  const explained = [...errors.slice(0, MOST_LINES), ...(conflict ? conflict.trimEnd().split('\n').slice(0, MOST_LINES) : [])];
  const lines = explained.length > 0 ? explained : [lastLine(stderr) || 'pip gave no reason'];
  return lines.map(shortened).join('\n');
}

const missingRequirement = (stderr: string): string | null => /No matching distribution found for (.+?)(?: \(from .*\))?$/m.exec(stderr)?.[1]?.trim() ?? null;

interface KnownFailure {
  readonly sign: RegExp;
  readonly error: (reason: string, all: string, context: MissingContext) => Error | Promise<Error>;
}

const MISNAMED = /Requested \S+?\s*@ (\S+) from .* has inconsistent name: expected '([^'\n]*)', but metadata has '([^'\n]*)'/;

/** Who named an address gave the name as well, and can correct it. */
function misnamed(text: string): Error | null {
  const [, url, expected, found] = MISNAMED.exec(text) ?? [];
  if (url === undefined || expected === undefined || found === undefined) return null;
  return new UserError('bad-requirement', `${url} is not ${expected}: its metadata calls it ${found}`, { hint: `write "${found} @ ${url}", or the address alone` });
}

const inconsistent = (text: string): string => [...new Set(text.match(/Requested .* has inconsistent .*/gi) ?? [])].slice(0, MOST_LINES).join('\n');

const MISMATCH = /^[ \t]+(\S[^\n]*?) from ((?:https?|file):[^\s#]+)[^\n]*:\n((?:\s+(?:Expected|or)[^\n]*\n)+)\s+Got\s+([0-9a-f]{64,128})/gm;

// pip names the requirement and its file in a line of its own, then what was expected, which may be many, and what came.
function mismatches(text: string): string {
  return [...text.matchAll(MISMATCH)].slice(0, MOST_LINES).map(([, requirement, url, expected = '', digest]) => {
    const promised = expected.match(/[0-9a-f]{64,128}/g) ?? [];
    const instead = promised.length === 1 ? `and should have ${promised[0]}` : 'which is none of those that were given for it';
    return `${requirement}: ${url}\n  has the digest ${digest},\n  ${instead}`;
  }).join('\n');
}

const UNPINNED = /(?:These do not:|Here is a list of those requirements)[^\n]*\n((?:[ \t]+\S[^\n]*\n?)+)/;

// pip lists them below its sentence, each with a file of this run that nobody else knows, and with the way that led there.
function unpinned(text: string): string {
  const lines = (UNPINNED.exec(text)?.[1] ?? '').split('\n').filter((line) => line.trim() !== '').slice(0, MOST_LINES);
  return lines.map((line) => {
    const [, requirement = line] = /^\s*(.+?)(?: from \S+:.*| --hash=.*| \(from .*)?$/.exec(line) ?? [];
    const neededBy = /\(from ([^()]+?)->/.exec(line)?.[1];
    return `    ${requirement}${neededBy === undefined ? '' : ` (needed by ${neededBy})`}`;
  }).join('\n');
}

const OTHER_PYTHON = /Package '?([^'\s]+)'? requires a different Python: (\S+) not in '([^']+)'|Packages require a different Python\. (\S+) not in:\n((?:'[^']*' \(required by [^)\n]*\)\n?)+)/;

// Of an index that tells it beside the file, pip passes such files over by itself; others let it find out from the file.
function wrongPython(text: string): string {
  const [, name, version, needs, its, list = ''] = OTHER_PYTHON.exec(text) ?? [];
  if (name !== undefined) return `${name} needs Python ${needs}, and this is ${version}`;
  const each = [...list.matchAll(/'([^']*)' \(required by ([^)\n]*)\)/g)].map(([, wanted, who]) => `${who} needs ${wanted}`);
  return each.length === 0 ? '' : `this is Python ${its}, and ${each.slice(0, MOST_LINES).join(', ')}`;
}

/** The Python of a system that wants no packages but its own (PEP 668). */
export const managedBySystem = (): UserError =>
  new UserError('bad-arguments', 'this Python is managed by the system and refuses packages', { hint: 'make an environment (python3 -m venv .venv), or pass --break-system-packages' });

const BROKEN_WHEEL = /Wheel '[^']*' located at (.+?) is invalid/;

const KNOWN: readonly KnownFailure[] = [
  { sign: /requires? a different Python/, error: (reason, all) => new UserError('conflicting-requirements', wrongPython(all) || reason, { hint: 'choose another Python with --python, or ask for a version that is for this one' }) },
  { sign: /depsec-refused/, error: () => new ToolError('resolution-failed', 'a package depends on source code at an address of its own, which pip would have to fetch and build', { hint: 'name it yourself as "NAME @ URL" if you want it; nothing was run or installed' }) },
  { sign: /has inconsistent (?:version|name):/i, error: (_, all) => misnamed(all) ?? new ToolError('resolution-failed', `a file and the metadata inside it contradict each other\n${inconsistent(all)}`, { hint: 'the index or the file is wrong; name another version' }) },
  { sign: /conflicting dependencies|ResolutionImpossible/, error: (reason, _, context) => explainConflict(reason, context) },
  { sign: /DO NOT MATCH THE HASHES/, error: (reason, all) => new ToolError('hash-mismatch', `a file is not the one that was promised\n${mismatches(all) || reason}`, { hint: 'the index, the --hash or something on the way is wrong; nothing was installed' }) },
  { sign: /Hashes are required|must have their versions pinned/, error: (reason, all) => new UserError('bad-requirement', `where one requirement has a hash, all need == and --hash, and these lack one of them:\n${unpinned(all) || reason}`, { hint: 'add what is missing, or keep lines with hashes in a file of their own' }) },
  { sign: BROKEN_WHEEL, error: (_, all) => new ToolError('resolution-failed', `${BROKEN_WHEEL.exec(all)?.[1] ?? 'a file'} is no wheel that pip can read`, { hint: 'get the file anew; depsec scan FILE tells what there is to it' }) },
  { sign: /externally-managed-environment/, error: managedBySystem },
  { sign: /no such option: (\S+)/, error: (reason) => new UserError('bad-arguments', `this pip does not know an option: ${reason}`) },
  { sign: /Invalid requirement|InvalidRequirement|Invalid marker|is not a valid/, error: (reason) => new UserError('bad-requirement', reason) },
  { sign: /No space left on device|Errno 28/, error: (reason) => new ToolError('disk', `the disk is full\n${reason}`, { hint: 'free some space, or move depsec elsewhere with DEPSEC_HOME and TMPDIR' }) },
];

const optionError = (stderr: string): string => /^(?:\S+ )?error: (.+)$/m.exec(stderr)?.[1] ?? lastLine(stderr) ?? '';

/** Turns a failed resolution into an error that says what is wrong, in pip's words where they are the reason. */
export async function explainFailure(outcome: PipOutcome, context: MissingContext): Promise<Error> {
  const all = `${outcome.stdout}\n${outcome.stderr}`;
  const missing = missingRequirement(outcome.stderr);
  const known = KNOWN.find(({ sign }) => sign.test(all));
  if (known) return await known.error(/no such option/.test(all) ? optionError(outcome.stderr) : pipReason(outcome), all, context);
  if (missing) return await explainMissing(missing, outcome, context);
  if (/^(Usage:|ERROR: .*(?:mutually exclusive|can not combine|Can not))/im.test(all)) return new UserError('bad-arguments', pipReason(outcome));
  return new ToolError('resolution-failed', `pip could not resolve this\n${pipReason(outcome)}`, { hint: 'run again with -vv for all of its output' });
}
