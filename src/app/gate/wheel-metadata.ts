import { readMembers } from '../../archive/read-members.js';
import { ArchiveRefusal } from '../../archive/refusal.js';
import type { Sha256 } from '../../core/artifact.js';
import { FileRefused } from '../../gateway/open-gateway.js';
import type { Line } from '../pipeline/line.js';
import type { JudgedFiles } from './judged-files.js';

const METADATA = /^[^/]+\.dist-info\/METADATA$/;

/** The METADATA of a wheel, more than one where it is none. Throws ArchiveRefusal. */
export async function metadataIn(path: string): Promise<readonly Buffer[]> {
  const { contents } = await readMembers(path, (member) => METADATA.test(member));
  return [...contents.values()];
}

/** The one METADATA that a wheel should have; null for what is no such wheel. */
async function onlyMetadataIn(path: string): Promise<Buffer | null> {
  try {
    const [metadata, ...others] = await metadataIn(path);
    return metadata === undefined || others.length > 0 ? null : metadata;
  } catch (error) {
    if (error instanceof ArchiveRefusal) return null;
    throw error;
  }
}

/** Tells pip the metadata of wheels, which are data that nobody runs, while the wheels themselves are still judged. Throws as `hand` does. */
export function metadataReader(files: Line['files'], judged: JudgedFiles): (url: string, promised: Sha256 | null) => Promise<Buffer> {
  return async (url, promised) => {
    const { path } = await files.fetch(url, promised);
    const metadata = await onlyMetadataIn(path);
    if (metadata !== null) return metadata;
    // What cannot be read is told, and kept on record, as by anyone who wants the file.
    await judged.hand(url, promised);
    throw new FileRefused('refused by depsec: its metadata cannot be read');
  };
}
