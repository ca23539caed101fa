import { stat } from 'node:fs/promises';
import { analyseArchive } from '../analysis/analyse-archive.js';
import type { Analyser } from '../analysis/analyser.js';
import type { ArchiveAnalysis } from '../core/archive-analysis.js';
import type { Staged } from '../core/artifact.js';
import { ToolError } from '../core/errors.js';
import { onDisk } from '../platform/disk-error.js';
import { onSealedCopy } from '../platform/sealed-copy.js';

/**
 * Tier 2 on bytes that nobody can change meanwhile: what is found is kept under the file's digest, so a file that was another one for the time of
 * the analysis would be taken for safe for ever. Folders have no such digest and are read as they lie. Throws `hash-mismatch` (exit 3).
 */
export async function analyseSealed(artifact: Staged, analyser: Analyser, folder: string): Promise<ArchiveAnalysis> {
  const { path, name, version, fileName, shownAs } = artifact;
  const known = { name, version, ...(artifact.subdirectory === undefined ? {} : { subdirectory: artifact.subdirectory }) };
  const isFolder = await onDisk('read', path, async () => (await stat(path)).isDirectory());
  if (isFolder) return await analyseArchive(path, analyser, known);
  return await onSealedCopy(path, folder, async (copy) => {
    if (copy.sha256 !== artifact.sha256) throw new ToolError('hash-mismatch', `${shownAs} changed while it was judged`, { hint: 'another program writes to it: find out which before you try again' });
    return await analyseArchive(copy.path, analyser, { ...known, fileName });
  });
}
