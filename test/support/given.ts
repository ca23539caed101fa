import { inject, onTestFinished } from 'vitest';
import type { IndexFile } from './garden.js';
import { startIndex } from './servers/index-server.js';
import type { IndexOptions, TestIndex } from './servers/index-server.js';
import type { Ground } from './runs/prepare.js';
import { sandboxOn } from './runs/sandbox.js';
import type { Sandbox } from './runs/sandbox.js';

/** The ground that the global setup prepared. */
export function ground(): Ground {
  const prepared: Ground | undefined = inject('ground');
  if (prepared === undefined) throw new Error('the vitest configuration must name test/support/global-setup.ts as globalSetup');
  return prepared;
}

/** A fresh sandbox for the running test, removed when the test ends. */
export function makeSandbox(made: { readonly venv?: boolean } = {}): Sandbox {
  const box = sandboxOn(ground(), made);
  onTestFinished(box.remove);
  return box;
}

/** An index with all fixtures for the running test, so that requests and faults are its own. */
export async function openIndex(options: Partial<IndexOptions> = {}): Promise<TestIndex> {
  const index = await startIndex({ files: ground().files, metadata: true, ...options });
  onTestFinished(index.close);
  return index;
}

/** The fixture file of this project and version. */
export function fixture(project: string, version: string): IndexFile {
  const file = ground().files.find((each) => each.project === project && each.version === version);
  if (file === undefined) throw new Error(`fixtures/index has no ${project} ${version}`);
  return file;
}
