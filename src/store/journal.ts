import { randomBytes } from 'node:crypto';
import { readdir, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { ToolError } from '../core/errors.js';
import type { PlannedInstall, ProcessMark } from '../core/journal.js';
import { writeAtomically } from '../platform/files/atomic-write.js';
import { onDisk, presentOr, systemCode } from '../platform/files/disk-error.js';
import { makePrivateFolder } from '../platform/files/private-folder.js';
import { readOwnFile } from '../platform/files/read-own-file.js';
import { isMark, isPlannedInstall } from './journal-shape.js';

/** One install that has begun and is not known to have ended. */
export interface JournalFile {
  readonly path: string;
  /** Null for a file that no depsec has written, or that was damaged. */
  readonly planned: PlannedInstall | null;
  /** The interpreter that changes the environment; null when it has not left its mark, and so has not begun. */
  readonly child: ProcessMark | null;
}

export interface OpenJournal {
  readonly path: string;
  /** Where the child leaves its mark. */
  readonly mark: string;
  /** Says how far the install has come. On disk when this returns. */
  readonly note: (state: PlannedInstall['state']) => Promise<void>;
  readonly close: () => Promise<void>;
}

export interface Journals {
  readonly open: (planned: Omit<PlannedInstall, 'state'>) => Promise<OpenJournal>;
  readonly list: () => Promise<readonly JournalFile[]>;
  readonly remove: (path: string) => Promise<void>;
}

const MARK = '.child';
const markOf = (path: string): string => path.replace(/\.json$/, MARK);

/** Undefined where there is no such file, null where it holds no JSON (a mark that is just being written). */
async function parsed(path: string): Promise<unknown> {
  try {
    return JSON.parse(await readOwnFile(path));
  } catch (cause) {
    if (cause instanceof SyntaxError || cause instanceof ToolError) return null;
    if (systemCode(cause) === 'ENOENT') return undefined;
    throw cause;
  }
}

async function readJournal(path: string): Promise<readonly JournalFile[]> {
  const [planned, child] = [await parsed(path), await parsed(markOf(path))];
  // Its run has just ended.
  if (planned === undefined) return [];
  return [{ path, planned: isPlannedInstall(planned) ? planned : null, child: isMark(child) ? child : null }];
}

const namesIn = (folder: string): Promise<readonly string[]> => presentOr(readdir(folder), []);

/** The mark goes last: a journal without its mark would look like an install that never began. */
const remove = (path: string): Promise<void> =>
  onDisk('remove', path, async () => {
    await rm(path, { force: true });
    await rm(markOf(path), { force: true });
  });

/** Marks whose journal is gone: a run that is killed while it removes both leaves one, and nobody asks for it any more. */
const leftMarks = (names: readonly string[]): readonly string[] => names.filter((name) => name.endsWith(MARK) && !names.includes(name.replace(MARK, '.json')));

// A list that is read while an install begins can hold a mark without its journal, which is written before it.
async function removeLeft(mark: string): Promise<void> {
  if ((await parsed(mark.replace(/\.child$/, '.json'))) === undefined) await rm(mark, { force: true });
}

/** The journal of a home folder: `journal/ID.json`, 0600, one for each install under way, replaced whole or not at all. */
export function openJournals({ home }: { readonly home: string }): Journals {
  const folder = join(home, 'journal');
  return {
    remove,
    list: () =>
      onDisk('read', folder, async () => {
        const all = await namesIn(folder);
        const names = all.filter((name) => /^[0-9a-f]+\.json$/.test(name));
        await Promise.all(leftMarks(all).map((name) => removeLeft(join(folder, name))));
        return (await Promise.all(names.map((name) => readJournal(join(folder, name))))).flat();
      }),
    async open(planned) {
      await makePrivateFolder(folder);
      const path = join(folder, `${randomBytes(8).toString('hex')}.json`);
      const note = (state: PlannedInstall['state']): Promise<void> => writeAtomically(path, JSON.stringify({ state, ...planned }));
      await note('planned');
      return { path, mark: markOf(path), note, close: () => remove(path) };
    },
  };
}
