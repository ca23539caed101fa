import { createHash } from 'node:crypto';
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { isSha256, type Sha256 } from '../core/artifact.js';
import { ToolError } from '../core/errors.js';
import { onDisk, presentOr } from '../platform/files/disk-error.js';

/** Lies in depsec's own folder and holds the digest of every file of a release but its own. */
export const MANIFEST = 'manifest.sha256';

/** Path below depsec's folder, with `/` → digest. */
export type Manifest = ReadonlyMap<string, Sha256>;

/** A manifest as it was found, with the digest of its own bytes. */
export interface ReadManifest {
  readonly sha256: string;
  readonly files: Manifest;
}

const LINE = /^(?<digest>[0-9a-f]{64}) {2}(?<path>[^\\\r\n]+)$/;
const AGAIN = 'install depsec again; in a checkout, run "npm run build"';

const useless = (what: string): ToolError => new ToolError('verification-failed', `${what}, so nothing can be compared`, { hint: AGAIN });

/** As sha256sum writes it, so that `sha256sum -c` reads it too: nobody has to take depsec's own word. */
export function formatManifest(files: Manifest): string {
  const lines = [...files].toSorted(([a], [b]) => (a < b ? -1 : 1)).map(([path, digest]) => `${digest}  ${path}`);
  const strange = lines.find((line) => !LINE.test(line));
  if (strange !== undefined) throw new Error(`a file of this name cannot be packaged: ${JSON.stringify(strange)}`);
  return `${lines.join('\n')}\n`;
}

function parseLine(line: string, number: number): readonly [string, Sha256] {
  const { digest = '', path = '' } = LINE.exec(line)?.groups ?? {};
  if (!isSha256(digest)) throw useless(`line ${number} of ${MANIFEST} is not a digest and a path`);
  return [path, digest];
}

/** Throws ToolError `verification-failed` for what is no manifest. */
export function parseManifest(text: string): Manifest {
  const lines = text.trimEnd().split('\n').map((line, index) => parseLine(line, index + 1));
  return new Map(lines);
}

/** Throws ToolError: `verification-failed` where there is no manifest, `disk` where it cannot be read. */
export async function readManifest(root: string): Promise<ReadManifest> {
  const path = join(root, MANIFEST);
  const bytes = await onDisk('read', path, () => presentOr(readFile(path), null));
  if (bytes === null) throw useless(`${MANIFEST}, the list of depsec's files, is missing`);
  return { sha256: createHash('sha256').update(bytes).digest('hex'), files: parseManifest(bytes.toString('utf8')) };
}
