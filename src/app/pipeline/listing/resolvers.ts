import { join } from 'node:path';
import type { PipOutcome } from '../../../pip/pip-process.js';
import type { PipJob, WaitingPip } from '../../../pip/waiting-pip.js';
import type { Workshop } from '../../workshop.js';
import { pipFolder } from '../run-folder.js';

/** Runs pip to resolve. The first run takes the interpreter that was asked who it is and has loaded its pip since; each later one starts its own. */
export interface Resolvers {
  readonly run: (job: PipJob, onText: (text: string) => unknown) => Promise<PipOutcome>;
  /** Ends the interpreter that nobody took. */
  readonly close: () => Promise<void>;
}

/** The scripts of an interpreter that says who it is and then waits, in `script`, to be told what to do. */
export const askedScripts = ({ dataFile }: Pick<Workshop, 'dataFile'>, script: string): readonly string[] => ['probe.py', script].map((name) => dataFile(join('python', name)));

export function createResolvers(shop: Workshop, executable: string, first: WaitingPip | null): Resolvers {
  let waiting: WaitingPip | null = first;
  const take = async (): Promise<WaitingPip> => {
    const ready = waiting;
    waiting = null;
    return ready ?? (await shop.openPip(pipFolder(shop.runFolder))(executable, askedScripts(shop, 'resolve.py')));
  };
  return {
    async run(job, onText) {
      const pip = await take();
      pip.hear(onText);
      pip.tell(job);
      return await pip.ended;
    },
    close: async () => await waiting?.dismiss(),
  };
}
