import { join } from 'node:path';
import type { Observer } from '../observer.js';
import type { AuditFlags } from '../request.js';
import { judgePlan } from '../pipeline/judging/judge-plan.js';
import { plan } from '../pipeline/plan.js';
import type { RequirementReaderTools } from '../pipeline/requirements/requirement-reader.js';
import type { Workshop } from '../workshop.js';
import { knownFile, type Before } from './known-file.js';

export interface Auditing {
  readonly flags: AuditFlags;
  readonly shop: Workshop;
  readonly observer: Observer;
}

/** The same progress under another heading; which interpreter serves has been said. */
const quieter = (observer: Observer, heading: string): Observer => ({ ...observer, python: () => undefined, phase: (text) => observer.phase(`${heading}: ${text}`) });

const isOfThisMachine = (url: string): boolean => /^(?:file:|\w+\+file:)/i.test(url);

/**
 * Judges what the requirements files asked for at a commit, today and by the same policy. Nobody knows what a file of this machine was then, so
 * those are left out, and what was named on the command line as well.
 */
export async function judgeAtCommit({ flags, shop: here, observer }: Auditing, readFile: RequirementReaderTools['readFile']): Promise<Before> {
  const shop = { ...here, runFolder: join(here.runFolder, 'baseline') };
  const planned = await plan({ flags: { ...flags, packages: [], editables: [] }, shop, observer: quieter(observer, 'Baseline'), buildsWheels: false, judgesOnly: flags.allPlatforms ? 'every-platform' : 'this-platform', readFile });
  try {
    const items = planned.items.filter(({ url }) => !isOfThisMachine(url));
    const { decisions } = await judgePlan({ ...planned, items }, shop, quieter(observer, 'Baseline'));
    return { files: decisions.map(knownFile), leftOut: planned.items.filter(({ url }) => isOfThisMachine(url)).map(({ name }) => name) };
  } finally {
    await planned.close();
  }
}
