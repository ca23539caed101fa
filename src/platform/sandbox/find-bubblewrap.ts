import { statSync } from 'node:fs';
import { ToolError } from '../../core/errors.js';
import { findProgram, isProgramFile } from '../processes/find-program.js';
import { run, type RunResult } from '../spawn.js';
import { probeArguments } from './bubblewrap.js';

/** What serves as sandbox on this machine, or why nothing does; `why` completes "builds run without a sandbox: …", and may hold untrusted text. */
export type FoundSandbox = { readonly bubblewrap: string } | { readonly bubblewrap: null; readonly why: string; readonly remedy: string };

export interface SandboxSearch {
  readonly platform: NodeJS.Platform;
  readonly path: readonly string[];
  /** The whole environment of the trial. */
  readonly env: Readonly<Record<string, string>>;
  /** Where the trial is made. */
  readonly cwd: string;
  readonly signal: AbortSignal;
}

const PROBE_MS = 10_000;

const isExecutable = (path: string): boolean => isProgramFile(path) && (statSync(path).mode & 0o111) !== 0;

const INSTALL = 'install bubblewrap (Debian, Fedora, Arch: the package bubblewrap), or build without with --sandbox off';

// It starts itself inside: the one program that is there for certain.
async function trial(bubblewrap: string, { env, cwd, signal }: SandboxSearch): Promise<Pick<RunResult, 'code' | 'stderr'>> {
  try {
    return await run(bubblewrap, [...probeArguments, bubblewrap, '--version'], { env, cwd, signal, timeoutMs: PROBE_MS });
  } catch (cause) {
    if (!(cause instanceof ToolError)) throw cause;
    return { code: null, stderr: cause.message };
  }
}

/** Looks for bubblewrap and tries it: many containers have it and do not let it work. Rejects only when `signal` is aborted. */
export async function findBubblewrap(search: SandboxSearch): Promise<FoundSandbox> {
  if (search.platform !== 'linux') return { bubblewrap: null, why: 'there is none for this system', remedy: 'build without with --sandbox off' };
  const bubblewrap = findProgram('bwrap', search, isExecutable);
  if (bubblewrap === null) return { bubblewrap: null, why: 'bubblewrap is not installed', remedy: INSTALL };
  const { code, stderr } = await trial(bubblewrap, search);
  if (code === 0) return { bubblewrap };
  const words = stderr.trim().split('\n').at(-1) ?? '';
  return { bubblewrap: null, why: `bubblewrap does not work here (${words === '' ? 'it gave no reason' : words})`, remedy: 'let it make user namespaces (containers and some systems forbid them), or build without with --sandbox off' };
}
