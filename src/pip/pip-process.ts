import { nullDevice } from '../platform/null-device.js';

/** How a finished child of ours ended. */
export interface PipOutcome {
  readonly code: number | null;
  readonly stdout: string;
  readonly stderr: string;
}

/**
 * Starts an interpreter in a private empty folder with a cleaned environment, and waits.
 * `variables` are added to that environment; nothing else of the user's PIP_* or PYTHON* reaches the child.
 */
export type PipProcess = (executable: string, args: readonly string[], variables: Readonly<Record<string, string>>) => Promise<PipOutcome>;

/** What holds for every pip that depsec starts: no configuration of its own reading, no questions, no cache, no colour. */
export const quietPip: Readonly<Record<string, string>> = {
  PIP_CONFIG_FILE: nullDevice(),
  PIP_DISABLE_PIP_VERSION_CHECK: '1',
  PIP_NO_INPUT: '1',
  // A shared cache serves files that depsec has not seen, and wheels that pip built from sources nobody judged.
  PIP_NO_CACHE_DIR: '1',
  PIP_NO_COLOR: '1',
  PIP_PROGRESS_BAR: 'off',
  PYTHONIOENCODING: 'utf-8',
};
