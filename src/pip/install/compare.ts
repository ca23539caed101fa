import { basename, dirname, join } from 'node:path';
import { expectedFiles, isVersioned, type ExpectedFile, type Placement } from './expected-files.js';
import { createFileHasher, type FileHasher } from './file-digest.js';
import { installedInfo, installedRows, textOrNull, type InstalledRow } from './installed-record.js';
import { memberDigests, type WheelContents } from './wheel-contents.js';

/** One way in which an installation is not what was cleared. */
export interface Difference {
  readonly path: string;
  readonly what: 'is missing' | 'has other bytes' | 'is not from the wheel' | 'is not listed in RECORD' | 'is another version';
}

interface Installed {
  readonly contents: WheelContents;
  readonly placement: Placement;
  readonly expected: ReadonlyMap<string, readonly ExpectedFile[]>;
  readonly rows: ReadonlyMap<string, InstalledRow>;
}

const OF_PIP = ['RECORD', 'INSTALLER', 'REQUESTED', 'direct_url.json'];

/** `__pycache__/x.cpython-312.pyc` beside `x.py`. */
function sourceOf(path: string): string | null {
  const cached = /^(.+?)\.[^/\\]+\.pyc$/.exec(basename(path))?.[1];
  return cached === undefined || basename(dirname(path)) !== '__pycache__' ? null : join(dirname(dirname(path)), `${cached}.py`);
}

function isFromPip(path: string, { contents, placement, expected }: Installed): boolean {
  const info = installedInfo(contents, placement);
  if (OF_PIP.some((name) => info !== null && path === join(info, name))) return true;
  const source = sourceOf(path);
  if (source !== null && expected.has(source)) return true;
  return isVersioned(basename(path).replace(/\.exe$/i, '')) && contents.commands.some(isVersioned);
}

// pip copies the rows of the wheel's own RECORD, also those of files that the wheel does not hold, or that pip leaves out.
const isCopiedRow = ({ row }: InstalledRow, { record }: WheelContents): boolean => record.has(row);

function listDifferences(installed: Installed): readonly Difference[] {
  const { expected, rows, contents } = installed;
  const unlisted = [...expected.keys()].filter((path) => !rows.has(path)).map((path): Difference => ({ path, what: 'is not listed in RECORD' }));
  const foreign = [...rows].filter(([path, row]) => !expected.has(path) && !isFromPip(path, installed) && !isCopiedRow(row, contents));
  return [...unlisted, ...foreign.map(([path]): Difference => ({ path, what: 'is not from the wheel' }))];
}

interface Seen {
  readonly path: string;
  readonly sha256: string;
  readonly wanted: readonly ExpectedFile[];
}

/** Files whose bytes RECORD does not vouch for: its row has no digest, or another. */
async function doubtful(installed: Installed, hasher: FileHasher): Promise<{ readonly missing: readonly string[]; readonly doubts: readonly Seen[] }> {
  const missing: string[] = [];
  const doubts: Seen[] = [];
  for (const [path, wanted] of installed.expected) {
    const sha256 = await hasher.digest(path);
    const ownList = installed.rows.get(path)?.sha256;
    const isKnown = wanted.some((file) => (file.isRewritten ? ownList === null || ownList === undefined || ownList === sha256 : file.sha256 === sha256));
    if (sha256 === null) missing.push(path);
    else if (!isKnown) doubts.push({ path, sha256, wanted });
  }
  return { missing, doubts };
}

/** Of these only the ones that differ from the wheel itself: a RECORD that was wrong from the start is for the judgement to tell. */
async function otherBytes(doubts: readonly Seen[], { contents }: Installed): Promise<readonly string[]> {
  const members = new Set(doubts.flatMap(({ wanted }) => wanted.flatMap(({ member, isRewritten }) => (member === null || isRewritten ? [] : [member]))));
  if (members.size === 0) return doubts.map(({ path }) => path);
  const digests = await memberDigests(contents.wheel, members);
  return doubts.filter(({ sha256, wanted }) => !wanted.some(({ member }) => member !== null && digests.get(member) === sha256)).map(({ path }) => path);
}

/**
 * Compares what is installed with the cleared wheel: every file is there with the wheel's bytes, and pip's list holds these files and what pip
 * itself adds, nothing else. `leftAlone` tells paths that pip was not to touch.
 */
export async function compareInstalled(contents: WheelContents, placement: Placement, leftAlone: (path: string) => boolean): Promise<readonly Difference[]> {
  const info = installedInfo(contents, placement);
  if (info === null || leftAlone(info)) return [];
  const record = await textOrNull(join(info, 'RECORD'));
  if (record === null) return [{ path: info, what: 'is missing' }];
  const isOurs = ([path]: readonly [string, unknown]): boolean => !leftAlone(path);
  const expected = new Map([...expectedFiles(contents, placement)].filter(isOurs));
  const installed: Installed = { contents, placement, expected, rows: new Map([...installedRows(record, contents, placement)].filter(isOurs)) };
  const { missing, doubts } = await doubtful(installed, createFileHasher());
  const other = await otherBytes(doubts, installed);
  return [
    ...missing.map((path): Difference => ({ path, what: 'is missing' })),
    ...other.map((path): Difference => ({ path, what: 'has other bytes' })),
    ...listDifferences(installed),
  ];
}
