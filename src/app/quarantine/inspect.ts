import { realpathSync } from 'node:fs';
import { resolve } from 'node:path';
import { readArchive } from '../../archive/read-archive.js';
import { ArchiveRefusal } from '../../archive/refusal.js';
import type { Answer, AnswerGroup } from '../../core/answer.js';
import { UserError } from '../../core/errors.js';
import { severities } from '../../core/finding.js';
import { installationOf } from '../../installed/installation.js';
import { behindShim } from '../../installed/pyenv-shim.js';
import { findPython } from '../../pip/find-python.js';
import type { Kept, KeptFinding } from '../../quarantine/entry.js';
import { openQuarantine } from '../../quarantine/open-quarantine.js';
import { checkEmpty, makeVenv, type BasePython, type Unpacked } from '../../quarantine/venv/make-venv.js';
import { INERT } from '../../quarantine/venv/place-members.js';
import { pythonSearch } from '../programs/python-search.js';
import type { GlobalFlags } from '../request.js';
import type { Workshop } from '../workshop.js';
import { entryDocument } from './list.js';
import { quarantineEntry } from './log-entry.js';
import { entryFor, titleOf, wantedFrom } from './select.js';
import { copyOf } from './staged-copy.js';

/** What `quarantine inspect` is asked for. */
export interface InspectFlags extends GlobalFlags {
  /** Name and perhaps version, as they were typed. */
  readonly words: readonly string[];
  /** Where it is to be unpacked, if anywhere. */
  readonly venv: string | null;
}

interface Member {
  readonly path: string;
  readonly bytes: number;
}

interface Listed {
  readonly members: readonly Member[];
  /** Why the list ends there; null for a whole one. */
  readonly refusal: string | null;
}

const MOST_MEMBERS = 100;
const MOST_FINDINGS = 20;

async function listMembers(path: string): Promise<Listed> {
  const members: Member[] = [];
  try {
    for await (const { path: member, bytes } of readArchive(path, { wantContent: () => false })) members.push({ path: member, bytes });
    return { members, refusal: null };
  } catch (error) {
    if (error instanceof ArchiveRefusal) return { members, refusal: error.message };
    throw error;
  }
}

function basePython({ python }: GlobalFlags, { environment, cwd }: Workshop): BasePython {
  if (environment.platform === 'win32') throw new UserError('bad-arguments', 'environments for what is in quarantine cannot be made on Windows yet', { hint: 'without --venv everything else is shown' });
  const choice = findPython(pythonSearch(environment, { wanted: python, cwd }));
  const executable = behindShim({ executable: choice.executable, cwd, wanted: environment.variables['PYENV_VERSION'] ?? null });
  const { version } = installationOf(executable, environment);
  if (version === null) throw new UserError('no-python', `the files of ${executable} do not tell its version`, { hint: 'name another interpreter with --python' });
  return { executable: realpathSync(executable), version };
}

const rankOf = ({ severity }: KeptFinding): number => severities.indexOf(severity);

const placeOf = ({ file, line }: KeptFinding): string => (file === null ? '' : `${file}${line === null ? '' : `:${line}`}`);

function findingGroup({ findings, gaps }: Kept, isComplete: boolean): AnswerGroup {
  const grave = findings.filter(({ severity }) => isComplete || severity !== 'info').toSorted((a, b) => rankOf(b) - rankOf(a));
  const shown = isComplete ? grave : grave.slice(0, MOST_FINDINGS);
  const rows = [...shown.map((finding) => ['', finding.severity, finding.rule, [placeOf(finding), finding.message].filter(Boolean).join(': ')]), ...gaps.map(({ what, why }) => ['', 'unread', what, why])];
  const left = findings.length - shown.length;
  if (left > 0) rows.push(['', '', '', `and ${left} more (--verbose)`]);
  return rows.length === 0 ? { rows: [['Nothing was found in it.']] } : { title: 'What was found:', rows };
}

function memberGroup({ members, refusal }: Listed, isComplete: boolean): AnswerGroup {
  const shown = isComplete ? members : members.slice(0, MOST_MEMBERS);
  const left = members.length - shown.length;
  const rows = [...shown.map(({ path, bytes }) => ['', String(bytes), path]), ...(left > 0 ? [['', '', `and ${left} more (--verbose)`]] : [])];
  return { title: `${members.length} ${members.length === 1 ? 'file' : 'files'} in it (bytes, name):`, rows: refusal === null ? rows : [...rows, ['', '', `the archive cannot be read to its end: ${refusal}`]] };
}

const isMalware = ({ findings }: Kept): boolean => findings.some(({ rule }) => rule === 'known-malware');

function nextGroup(kept: Kept): AnswerGroup {
  const [title, release] = [titleOf(kept), `depsec quarantine release ${titleOf(kept)}`];
  const rows = isMalware(kept)
    ? [['let it out', 'it is known malware, which is never released']]
    : [['install it if it passes today', release], ['install it all the same', `${release} --force --reason TEXT`]];
  return { title: 'What you can do:', rows: [...rows, ['remove it for good', `depsec quarantine remove ${title}`]].map((row) => ['', ...row]) };
}

function unpackedGroup(folder: string, { files, inert, leftOut }: Unpacked): AnswerGroup {
  return {
    rows: [
      [`Unpacked ${files} ${files === 1 ? 'file' : 'files'} into ${folder}. Nothing of it has run; importing it would.`],
      ...(inert.length === 0 ? [] : [[`${inert.length} of them have no effect there and lie in ${INERT}: sources, commands, and what Python would run by itself.`]]),
      ...(leftOut.length === 0 ? [] : [[`Left out, being links or too large: ${leftOut.slice(0, 5).join(', ')}${leftOut.length > 5 ? ` and ${leftOut.length - 5} more` : ''}.`]]),
    ],
  };
}

function head({ name, version, fileName, sha256, bytes, setAsideAt, verdict, reasons }: Kept): AnswerGroup {
  return {
    rows: [
      ['package', `${name} ${version}`.trim()], ['file', fileName], ['sha256', sha256], ['size', `${bytes} bytes`], ['set aside', setAsideAt.slice(0, 16).replace('T', ' ')],
      ['verdict', verdict], ...reasons.map((reason, index) => [index === 0 ? 'why' : '', reason]),
    ],
  };
}

/** Shows what a file in quarantine is and why it is there, and unpacks it where that is asked for. Throws `hash-mismatch` for one that was changed. */
export async function inspectQuarantined(flags: InspectFlags, shop: Workshop): Promise<Answer> {
  const quarantine = openQuarantine({ home: shop.home.path });
  const entry = entryFor(wantedFrom(flags.words), await quarantine.list());
  const { kept } = entry;
  const { path } = await copyOf(kept, quarantine, shop);
  const listed = await listMembers(path);
  const folder = flags.venv === null ? null : resolve(shop.cwd, flags.venv);
  const python = folder === null ? null : basePython(flags, shop);
  if (folder !== null) await checkEmpty(folder);
  await shop.log.appendAudit([quarantineEntry(kept, { command: 'quarantine inspect', act: folder === null ? 'looked at' : 'unpacked', reasons: folder === null ? [] : [folder] })]);
  const unpacked = folder === null || python === null ? null : await unpack({ folder, archive: path, isWheel: /\.whl$/i.test(kept.fileName), python });
  const isComplete = flags.verbosity === 'verbose' || flags.verbosity === 'very-verbose';
  const { findings, gaps } = kept;
  return {
    groups: [head(kept), findingGroup(kept, isComplete), memberGroup(listed, isComplete), ...(unpacked === null || folder === null ? [] : [unpackedGroup(folder, unpacked)]), nextGroup(kept)],
    document: { ...entryDocument(entry), findings, gaps, members: listed.members, refusal: listed.refusal, ...(unpacked === null ? {} : { venv: folder, inert: unpacked.inert, left_out: unpacked.leftOut }) },
  };
}

async function unpack(unpacking: Parameters<typeof makeVenv>[0]): Promise<Unpacked> {
  try {
    return await makeVenv(unpacking);
  } catch (cause) {
    if (!(cause instanceof ArchiveRefusal)) throw cause;
    throw new UserError('unreadable-archive', `not unpacked, since the archive has no single reading: ${cause.message}`, { cause });
  }
}
