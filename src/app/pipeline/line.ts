import { mkdtemp } from 'node:fs/promises';
import { join } from 'node:path';
import type { PipOptionValues } from '../../pip/options.js';
import type { Python } from '../../pip/ask-python.js';
import type { Requirement } from '../../core/requirements/requirement.js';
import type { Observer } from '../observer.js';
import type { Workshop } from '../workshop.js';
import type { Sources } from './listing/choose-sources.js';
import type { FetchedFiles } from './judging/fetched-files.js';
import type { Origins } from './listing/origins.js';
import type { Resolvers } from './listing/resolvers.js';
import type { StandingInstaller } from './installing/standing-installer.js';

/** What all steps of one run share once the interpreter and the places that files come from are known. */
export interface Line {
  readonly shop: Workshop;
  readonly observer: Observer;
  readonly python: Python;
  /** pip's options as flags and configuration give them. */
  readonly pip: PipOptionValues;
  readonly sources: Sources;
  readonly files: FetchedFiles;
  readonly origins: Origins;
  readonly resolver: Resolvers;
  readonly installer: StandingInstaller;
  /** False where nothing is installed: then no wheel is built, unless only a build can tell what else would be installed. */
  readonly buildsWheels: boolean;
  /** Versions of what builds need. */
  readonly buildConstraints: readonly Requirement[];
}

/** A new folder of this run, private to the user. */
export const newFolder = ({ shop }: Pick<Line, 'shop'>, kind: string): Promise<string> => mkdtemp(join(shop.runFolder, `${kind}-`));
