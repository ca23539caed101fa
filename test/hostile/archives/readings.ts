import { writeFile } from 'node:fs/promises';
import { readArchive } from '../../../src/archive/read-archive.js';
import { ArchiveRefusal } from '../../../src/archive/refusal.js';
import { parseObject, recordAt } from '../../support/json.js';
import { plainEnvironment } from '../../support/runs/python.js';
import { runProcess } from '../../support/runs/run-process.js';

const LONGEST_READ_MS = 10_000;

/** What one reader makes of an archive: its members in a fixed order, or why it has none. */
export type Reading = { readonly members: readonly string[] } | { readonly refused: string };

/** Name, digest and link of one member as one line, so that two lists compare as text. */
const line = (name: string, sha256: string | null, linkTo: string | null): string => JSON.stringify([name, sha256, linkTo]);

/** depsec's reading. Rejects with whatever is no refusal, and where it takes longer than ten seconds. */
export async function depsecReading(path: string, wantContent: boolean): Promise<Reading> {
  const started = performance.now();
  const reading = await readOrRefusal(path, wantContent);
  const elapsedMs = performance.now() - started;
  if (elapsedMs > LONGEST_READ_MS) throw new Error(`${path} took ${Math.round(elapsedMs)} ms`);
  return reading;
}

async function readOrRefusal(path: string, wantContent: boolean): Promise<Reading> {
  const members: string[] = [];
  try {
    for await (const member of readArchive(path, { wantContent: () => wantContent, wantDigest: true })) {
      members.push(line(member.path, member.sha256, member.linkTo));
    }
    return { members: members.toSorted() };
  } catch (cause) {
    if (cause instanceof ArchiveRefusal) return { refused: cause.code };
    throw cause;
  }
}

/** Runs the Python half of these tests: `seeds`, `pack` or `read`, and the path it takes. */
export async function runPython(task: 'seeds' | 'pack' | 'read', path: string): Promise<string> {
  const { code, stdout, output } = await runProcess('python3', ['test/hostile/archives/archives.py', task, path], { cwd: process.cwd(), env: plainEnvironment(), timeoutMs: 600_000 });
  if (code !== 0) throw new Error(`python3 failed:\n${output}`);
  return stdout;
}

/** Python's readings of all these files, from one process. `list` is a file to write their names to. */
export async function pythonReadings(paths: readonly string[], list: string): Promise<ReadonlyMap<string, Reading>> {
  await writeFile(list, paths.join('\n'));
  const json = parseObject(await runPython('read', list));
  return new Map(paths.map((path) => [path, asReading(recordAt(json, path) ?? {})]));
}

function asReading(json: Readonly<Record<string, unknown>>): Reading {
  const { members, error } = json;
  if (!Array.isArray(members)) return { refused: String(error) };
  // A file that a tar holds twice with the same bytes is one, whichever is unpacked last.
  return { members: [...new Set(members.map((member) => JSON.stringify(member)))].toSorted() };
}

const only = (one: readonly string[], other: readonly string[]): string => one.filter((member) => !other.includes(member)).join(' ');

/** Null where depsec refuses, or reads what Python reads; else what differs, in words. */
export function difference(depsec: Reading, python: Reading): string | null {
  if ('refused' in depsec) return null;
  if ('refused' in python) return `depsec reads ${depsec.members.length} members, Python none: ${python.refused}`;
  if (depsec.members.join('\n') === python.members.join('\n')) return null;
  return `only depsec: ${only(depsec.members, python.members)} · only Python: ${only(python.members, depsec.members)}`;
}
