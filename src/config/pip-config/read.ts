import { existsSync, statSync } from 'node:fs';
import { access, constants, stat } from 'node:fs/promises';
import { systemCode } from '../../platform/disk-error.js';
import { readTextCapped } from '../../platform/read-text.js';
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

/**
 * pip's configuration as pip itself would see it for `pip install`: its files and the PIP_* variables. `sitePrefix` is the target's `sys.prefix`.
 * Throws `bad-config` (file and line) for a malformed file, `bad-input` for one that is no text.
 */
export async function readPipConfig(options: { readonly environment: Environment; readonly sitePrefix: string | null }): Promise<PipConfig> {
  const files = [];
  for (const file of pipConfigFiles({ ...options, disk })) {
    if (await isReadable(file)) files.push({ file, sections: parseIni(await readTextCapped(file, LARGEST_FILE), file) });
  }
  return mergePipConfig({ files, variables: options.environment.pipVariables });
}
