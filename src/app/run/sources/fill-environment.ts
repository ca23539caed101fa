import { join } from 'node:path';
import type { Cleared } from '../../../core/decision.js';
import type { BuildEnvironment } from '../../../pip/build/environment.js';
import { installPinned } from '../../../pip/install/install-pinned.js';
import { newFolder, type Line } from '../line.js';

/** Installs what was let through into a build environment, with the user's pip, as everything is installed: by digest, from judged bytes alone. */
export async function fillEnvironment(environment: BuildEnvironment, requirements: { readonly cleared: readonly Cleared[]; readonly stageFolder: string }, line: Line): Promise<void> {
  const { cleared, stageFolder } = requirements;
  if (cleared.length === 0) return;
  const { shop, observer, python } = line;
  await installPinned(
    { cleared, options: ['--no-warn-script-location', '--no-compile'], stageFolder, folder: await newFolder(line, 'fill') },
    { executable: environment.executable, pipFolder: python.pipFolder, script: shop.dataFile(join('python', 'install.py')), start: shop.startPip(join(shop.runFolder, 'cwd'), observer.pipText) },
  );
}
