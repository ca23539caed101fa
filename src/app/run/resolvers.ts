import { join } from 'node:path';
import type { PipOutcome } from '../../pip/pip-process.js';
import type { PipJob, WaitingPip } from '../../pip/waiting-pip.js';
import type { Workshop } from '../workshop.js';

/** Runs pip to resolve. The first run takes the interpreter that was asked who it is and has loaded its pip since; each later one starts its own. */
export interface Resolvers {
  readonly run: (job: PipJob, onText: (text: string) => unknown) => Promise<PipOutcome>;
  /** Ends the interpreter that nobody took. */
  readonly close: () => Promise<void>;
}

/** The scripts of an interpreter that says who it is and then waits to resolve. */
export const resolverScripts = ({ dataFile }: Pick<Workshop, 'dataFile'>): readonly string[] => ['probe.py', 'resolve.py'].map((name) => dataFile(join('python', name)));

export function createResolvers(shop: Workshop, executable: string, first: WaitingPip): Resolvers {
  let waiting: WaitingPip | null = first;
  const take = async (): Promise<WaitingPip> => {
    const ready = waiting;
    waiting = null;
    return ready ?? (await shop.openPip(join(shop.runFolder, 'cwd'))(executable, resolverScripts(shop)));
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
