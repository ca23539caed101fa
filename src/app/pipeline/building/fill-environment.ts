import { join } from 'node:path';
import type { Cleared } from '../../../core/decision.js';
import type { BuildEnvironment } from '../../../pip/builds/environment.js';
import { installPinned, type InstallJob } from '../../../pip/install/install-pinned.js';
import type { PipOutcome } from '../../../pip/pip-process.js';
import { newFolder, type Line } from '../line.js';

/** Installs what was let through into a build environment, with the user's pip, as everything is installed: by digest, from judged bytes alone. */
export async function fillEnvironment(environment: BuildEnvironment, requirements: { readonly cleared: readonly Cleared[]; readonly stageFolder: string }, line: Line): Promise<void> {
  const { cleared, stageFolder } = requirements;
  if (cleared.length === 0) return;
  const { shop, observer, python } = line;
  const open = shop.openPip(join(shop.runFolder, 'cwd'));
  const run = async (job: InstallJob): Promise<PipOutcome> => {
    const pip = await open(environment.executable, [shop.dataFile(join('python', 'install.py')), python.pipFolder]);
    pip.hear(observer.pipText);
    pip.tell(job);
    return await pip.ended;
  };
  await installPinned({ cleared, options: ['--no-warn-script-location', '--no-compile'], stageFolder, folder: await newFolder(line, 'fill') }, { run });
}
