import { readArchive } from '../../archive/read-archive.js';
import { ArchiveRefusal } from '../../archive/refusal.js';
import type { Finding } from '../../core/finding.js';
import { decodeSource } from '../../python/source-text.js';

/** The lines of files by their path in the package. What is missing cannot be shown. */
export type SourceLines = ReadonlyMap<string, readonly string[]>;

export const NO_LINES: SourceLines = new Map();

const filesOf = ({ file, trace = [] }: Finding): readonly string[] => [file, ...trace.map((step) => step.file)].flatMap((name) => (name === undefined ? [] : [name]));

async function readInto(lines: Map<string, readonly string[]>, path: string, wanted: ReadonlySet<string>): Promise<void> {
  for await (const member of readArchive(path, { wantContent: (each) => wanted.has(each.path) })) {
    if (!wanted.has(member.path) || member.content === null) continue;
    const { text } = decodeSource(member.content);
    if (text !== null) lines.set(member.path, text.split('\n'));
    if (lines.size === wanted.size) return;
  }
}

/** Reads the files again that these findings are about. Nothing is unpacked. */
export async function sourceLines(path: string, findings: readonly Finding[]): Promise<SourceLines> {
  const lines = new Map<string, readonly string[]>();
  const wanted = new Set(findings.flatMap(filesOf));
  if (wanted.size === 0) return lines;
  try {
    await readInto(lines, path, wanted);
  } catch (cause) {
    // Findings in a refused archive are about what came before the refusal, and that has been read.
    if (!(cause instanceof ArchiveRefusal)) throw cause;
  }
  return lines;
}
