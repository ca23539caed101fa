import type { Notice } from '../../core/run.js';
import { verifyInstall } from '../../pip/install.js';
import { installFailure } from '../../pip/install/install-failure.js';
import { keptIn } from '../../pip/install/left-alone.js';
import { brokenDependencies, missingExtras, remarksIn } from '../../pip/warnings.js';
import { ownMark } from '../../platform/processes/process-mark.js';
import type { OpenJournal } from '../../store/journal.js';
import { itemsByName, type Planned, type Wheels } from '../pipeline/installing/journalled-install.js';
import type { Pass } from './begin-pass.js';

export interface Finishing {
  readonly planned: Planned;
  readonly wheels: Wheels;
  readonly journal: OpenJournal;
}

/** Lets pip install what it waits with, and compares the result with the wheels. Throws as `install` does. */
export async function finishPass(pass: Pass, { planned, wheels, journal }: Finishing): Promise<readonly Notice[]> {
  const { python, pip: values, shop } = planned.line;
  const kept = keptIn(values);
  shop.signal.throwIfAborted();
  pass.signal.begin();
  const outcome = await pass.letInstall({ mark: journal.mark, runner: ownMark() });
  if (outcome.code !== 0) throw await installFailure(outcome, wheels.map(({ wheel }) => wheel));
  const request = { wheels, resolved: itemsByName(planned), options: [], values };
  return await verifyInstall({ request, python, outcome: { schemes: await pass.schemes(), notices: [...missingExtras(outcome), ...remarksIn(outcome), ...brokenDependencies(outcome)] }, kept });
}
