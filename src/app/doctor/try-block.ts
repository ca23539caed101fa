import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { ToolError, UserError } from '../../core/errors.js';
import type { Run } from '../../core/run.js';
import { untrusted } from '../../core/untrusted.js';
import { installPackages } from '../install.js';
import type { Observer } from '../observer.js';
import type { InstallFlags } from '../request.js';
import type { Workshop } from '../workshop.js';

const SAMPLE = 'depsec-sample';
const HELD = 'The block works: the sample was judged before pip could run anything of it, and nothing was installed. It is harmless, and comes with depsec.';

const letThrough = (cause?: unknown): ToolError => new ToolError('verification-failed', 'the sample was not stopped', { cause, hint: 'depsec config show tells what lets it through' });

const isHeld = ({ decisions, installed }: Run, target: string): boolean => decisions.length === 1 && decisions.every(({ cleared, verdict }) => cleared === null && verdict === 'blocked') && !installed && !existsSync(target);

/** The install of the sample, by the ordinary line: an index is not asked, and what would be installed stays in the folder of this run. */
function flagsFor(flags: InstallFlags, sample: string, target: string): InstallFlags {
  return { ...flags, offline: true, packages: [sample], pip: new Map([['no-index', ['']], ['no-deps', ['']], ['target', [target]]]) };
}

/**
 * Tries to install a harmless source package that has the shape of malware, and shows that it is stopped. Throws UserError `bad-config` where the
 * settings stop nothing, and ToolError `verification-failed` where it was let through: then it has run, and has done nothing but end pip.
 */
export async function tryBlock(flags: InstallFlags, shop: Workshop, observer: Observer): Promise<Run> {
  const { mode } = shop.configuration.policy;
  if (mode !== 'block') throw new UserError('bad-config', `the mode is ${mode}, so nothing is ever stopped`, { hint: 'depsec config show tells who set general.mode' });
  const target = join(shop.runFolder, 'try-block');
  try {
    const run = await installPackages(flagsFor(flags, shop.dataFile(SAMPLE), target), shop, { observer });
    if (!isHeld(run, target)) throw letThrough();
    return { ...run, notices: [...run.notices, { level: 'info', text: untrusted(HELD) }] };
  } catch (cause) {
    if (cause instanceof ToolError && cause.code === 'build-failed') throw letThrough(cause);
    throw cause;
  }
}
