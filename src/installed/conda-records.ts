import { existsSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { textOf } from './distribution.js';
import type { Unreadable } from './library-files.js';

/** What conda noted of an environment, in the records of `conda-meta`. */
export interface CondaRecords {
  /** Full paths of the dist-info and egg-info folders that came from a public channel. */
  readonly public: ReadonlySet<string>;
  readonly unreadable: readonly Unreadable[];
}

// The channels that conda asks by itself, those that everybody reads, and mirrors of both. What any other channel offers may be private, and so its name.
const PUBLIC_CHANNEL = /(?:^|\/)(?:conda-forge|bioconda|defaults|pkgs\/(?:main|r|free|pro|msys2))(?:\/|$)/;
const INFO = /^(.+\.(?:dist-info|egg-info))(?:\/(?:METADATA|PKG-INFO))?$/i;

const isRecord = (value: unknown): value is { readonly channel: string; readonly files: readonly unknown[] } =>
  typeof value === 'object' && value !== null && 'channel' in value && typeof value.channel === 'string' && 'files' in value && Array.isArray(value.files);

/** Folders of Python packages, relative to the prefix, of a package of conda from a public channel; none of any other. Throws SyntaxError for what is no JSON. */
function publicInfos(text: string): readonly string[] {
  const record: unknown = JSON.parse(text);
  if (!isRecord(record) || !PUBLIC_CHANNEL.test(record.channel)) return [];
  return record.files.flatMap((file) => (typeof file === 'string' ? (INFO.exec(file)?.[1] ?? []) : []));
}

/** Reads `conda-meta` below a prefix; nothing where conda made no environment of it. */
export function condaRecords(prefix: string): CondaRecords {
  const [folder, found, unreadable]: [string, Set<string>, Unreadable[]] = [join(prefix, 'conda-meta'), new Set(), []];
  const names = existsSync(folder) ? readdirSync(folder).filter((name) => name.endsWith('.json')) : [];
  for (const name of names) {
    const path = join(folder, name);
    try {
      for (const info of publicInfos(textOf(path) ?? '')) found.add(join(prefix, info));
    } catch (cause) {
      unreadable.push({ path, why: `no record of conda: ${cause instanceof Error ? cause.message : String(cause)}` });
    }
  }
  return { public: found, unreadable };
}
