import { existsSync } from 'node:fs';
import { join } from 'node:path';
import type { Cleared } from '../../core/decision.js';
import { ToolError, UserError } from '../../core/errors.js';
import { hashFile } from '../../platform/files.js';
import { moveAside, placeCopy } from '../../platform/files/place-copy.js';
import { onSealedCopy } from '../../platform/files/sealed-copy.js';

export interface SavePlace {
  readonly folder: string;
  /** A private folder of this run. */
  readonly runFolder: string;
  /** pip's `--exists-action`, for another file of the same name; wiping unless told. */
  readonly existsAction: string;
}

// A name from an index becomes a path: nothing that leads elsewhere.
const FILE_NAME = /^[A-Za-z0-9_][A-Za-z0-9._+!-]*$/;

function targetOf({ fileName }: Cleared, { folder }: SavePlace): string {
  if (!FILE_NAME.test(fileName)) throw new ToolError('stage-failed', `${JSON.stringify(fileName)} is no name for a file of a package; nothing was saved`);
  return join(folder, fileName);
}

interface Saving {
  readonly file: Cleared;
  readonly to: string;
  /** What lies there: nothing, the same file, or another. */
  readonly there: 'nothing' | 'same' | 'other';
}

async function lookAt(file: Cleared, place: SavePlace): Promise<Saving> {
  const to = targetOf(file, place);
  if (!existsSync(to)) return { file, to, there: 'nothing' };
  return { file, to, there: (await hashFile(to)).sha256 === file.sha256 ? 'same' : 'other' };
}

function backupOf(path: string): string {
  const names = ['.bak', ...Array.from({ length: 99 }, (_, at) => `.bak${at + 1}`)];
  return `${path}${names.find((ending) => !existsSync(`${path}${ending}`)) ?? '.bak'}`;
}

/** From a copy that nobody else can reach, hashed while it is made: what is saved is what was judged, whatever happens to the staged file. */
async function saveOne({ file, to, there }: Saving, { runFolder, existsAction }: SavePlace): Promise<boolean> {
  if (there === 'same' || (there === 'other' && existsAction === 'i')) return false;
  if (there === 'other' && existsAction === 'b') await moveAside(to, backupOf(to));
  await onSealedCopy(file.path, runFolder, async (copy) => {
    if (copy.sha256 !== file.sha256) throw new ToolError('hash-mismatch', `${file.fileName} changed after it was judged`, { hint: 'another program changed it; it was not saved' });
    await placeCopy(copy.path, to);
  });
  return true;
}

/** Puts exactly the cleared files into a folder. Returns the names of those that were not there. Throws `bad-arguments` before anything is written. */
export async function saveFiles(files: readonly Cleared[], place: SavePlace): Promise<readonly string[]> {
  const all = await Promise.all(files.map((file) => lookAt(file, place)));
  const other = all.find(({ there }) => there === 'other');
  if (other && place.existsAction === 'a') throw new UserError('bad-arguments', `${other.to} is another file already, and --exists-action=a asks to stop then; nothing was saved`);
  const saved: string[] = [];
  for (const each of all) if (await saveOne(each, place)) saved.push(each.file.fileName);
  return saved;
}
