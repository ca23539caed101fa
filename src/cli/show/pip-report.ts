import type { InstallHooks } from '../../app/install.js';
import { deliver } from './deliver.js';

/** Writes pip's report where `--report` wants it. */
export function reportHook(target: string | null): Pick<InstallHooks, 'report'> {
  return target === null ? {} : { report: (text) => deliver(`${text}\n`, target === '-' ? null : target) };
}
