import { join } from 'node:path';
import type { Sha256 } from '../../../core/artifact.js';
import type { Cleared } from '../../../core/decision.js';
import type { InstallJob } from '../../../pip/install/install-pinned.js';
import { wheelContents, type Unreadable, type WheelContents } from '../../../pip/install/wheel-contents.js';
import type { PipOutcome } from '../../../pip/pip-process.js';
import { compilesInPlace, type PipOptionValues } from '../../../pip/options.js';
import type { WaitingPip } from '../../../pip/waiting-pip.js';
import type { Observer } from '../../observer.js';
import type { Workshop } from '../../workshop.js';

/** An interpreter that loads pip while another resolves, and makes ready what will be installed: copies of judged wheels, and their modules compiled. */
export interface StandingInstaller {
  /** Starts the interpreter. Whatever is prepared before is not. */
  readonly start: () => void;
  /** Makes a wheel ready that policy lets through as far as its bytes tell. Nothing of it runs or leaves the process; each file once. */
  readonly prepare: (wheel: Cleared) => void;
  /** Begins to read the list of its files, which `prepare` does as well. */
  readonly readAhead: (wheel: Cleared) => void;
  /** The list of its files, perhaps read already. Throws as `wheelContents` does. */
  readonly contents: (wheel: Cleared) => Promise<WheelContents | Unreadable>;
  /** Installs, in the interpreter that waits or in a new one. */
  readonly run: (job: InstallJob) => Promise<PipOutcome>;
  /** Ends the interpreter, if it has not been used. */
  readonly close: () => Promise<void>;
}

export interface StandingInstallerParts {
  readonly shop: Pick<Workshop, 'openPip' | 'dataFile' | 'runFolder' | 'insistent'>;
  readonly observer: Observer;
  readonly executable: string;
  /** The user's options of pip. */
  readonly options: PipOptionValues;
}


/** The lists of files of wheels, each read when its wheel is prepared. */
function listsOfFiles() {
  const lists = new Map<Sha256, Promise<WheelContents | Unreadable>>();
  return {
    read: (wheel: Cleared): void => {
      const list = wheelContents(wheel);
      void Promise.allSettled([list]);
      lists.set(wheel.sha256, list);
    },
    contents: async (wheel: Cleared): Promise<WheelContents | Unreadable> => {
      const [ahead] = await Promise.allSettled([lists.get(wheel.sha256)]);
      // What could not be read ahead may have been changed since: the staged file is what counts.
      return ahead.status === 'fulfilled' && ahead.value !== undefined ? { ...ahead.value, wheel } : await wheelContents(wheel);
    },
  };
}

const installScript = ({ dataFile }: Pick<Workshop, 'dataFile'>): string => dataFile(join('python', 'install.py'));

export function createStandingInstaller({ shop, observer, executable, options }: StandingInstallerParts): StandingInstaller {
  const lists = listsOfFiles();
  const prepared = new Set<Sha256>();
  const compiles = compilesInPlace(options);
  const open = (): Promise<WaitingPip> => shop.openPip(join(shop.runFolder, 'cwd'), shop.insistent)(executable, [installScript(shop)]);
  let opening: Promise<WaitingPip> | null = null;

  const tell = async (message: unknown): Promise<void> => (await opening)?.tell(message);
  const take = async (): Promise<WaitingPip> => {
    const waiting = await opening;
    // One that died over something it was to prepare has installed nothing.
    return waiting?.isAlive() === true ? waiting : await open();
  };
  return {
    readAhead: lists.read,
    contents: lists.contents,
    start() {
      opening ??= open();
      void Promise.allSettled([opening]);
    },
    prepare(wheel) {
      if (prepared.has(wheel.sha256) || opening === null || !wheel.fileName.endsWith('.whl')) return;
      prepared.add(wheel.sha256);
      lists.read(wheel);
      void Promise.allSettled([tell({ prepare: wheel.path, sha256: wheel.sha256, folder: shop.runFolder, compile: compiles })]);
    },
    async run(job) {
      const pip = await take();
      pip.hear(observer.pipText);
      pip.tell(job);
      return await pip.ended;
    },
    async close() {
      const [waiting] = await Promise.allSettled([opening]);
      if (waiting.status === 'fulfilled') await waiting.value?.dismiss();
    },
  };
}
