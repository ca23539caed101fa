import { existsSync, statSync } from 'node:fs';
import { access, constants, stat } from 'node:fs/promises';
import { systemCode } from '../../platform/files/disk-error.js';
import { readTextCapped } from '../../platform/files/read-text.js';
import type { Environment } from '../environment.js';
import { parseIni } from './ini.js';
import { mergePipConfig, type PipConfig } from './merge.js';
import { pipConfigFiles } from './places.js';

const LARGEST_FILE = 1_000_000;

const disk = {
  exists: existsSync,
  isFolder: (path: string): boolean => statSync(path, { throwIfNoEntry: false })?.isDirectory() ?? false,
};

async function isReadable(path: string): Promise<boolean> {
  try {
    await access(path, constants.R_OK);
    return (await stat(path)).isFile();
  } catch (cause) {
    // pip skips a file that it cannot open, so a machine's unreadable pip.conf does not count for it either.
    if (systemCode(cause) === '') throw cause;
    return false;
  }
}

export interface PipConfigQuestion {
  readonly environment: Environment;
  /** The target's `sys.prefix`. */
  readonly sitePrefix: string | null;
  /** The command whose section counts beside [global]; `install` unless told. */
  readonly command?: string;
  /** pip's `--isolated`: neither variables nor the user's file. */
  readonly isolated?: boolean;
}

const withoutUser = (environment: Environment): Environment => ({ ...environment, pipVariables: new Map(), home: null, xdgConfigHome: null });

/**
 * pip's configuration as pip itself would see it for one of its commands: its files and the PIP_* variables.
 * Throws `bad-config` (file and line) for a malformed file, `bad-input` for one that is no text.
 */
export async function readPipConfig({ environment: given, sitePrefix, command = 'install', isolated = false }: PipConfigQuestion): Promise<PipConfig> {
  const environment = isolated ? withoutUser(given) : given;
  const files = [];
  for (const file of pipConfigFiles({ environment, sitePrefix, disk })) {
    if (await isReadable(file)) files.push({ file, sections: parseIni(await readTextCapped(file, LARGEST_FILE), file) });
  }
  return mergePipConfig({ files, variables: environment.pipVariables, command });
}
