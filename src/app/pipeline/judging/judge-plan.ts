import { join } from 'node:path';
import type { Cleared, Decision } from '../../../core/decision.js';
import type { Notice } from '../../../core/run.js';
import { untrusted } from '../../../core/untrusted.js';
import { makePrivateFolder } from '../../../platform/files.js';
import type { Observer } from '../../observer.js';
import type { Workshop } from '../../workshop.js';
import { asAsked } from '../requirements/asked-for.js';
import { deniedInstalled } from './denied-installed.js';
import { judgePackages } from './judge-packages.js';
import type { Plan } from '../plan.js';

/** The folder that pip installs from. */
export const stageFolder = (shop: Workshop): string => join(shop.runFolder, 'stage');

/** What became of a plan. */
export interface JudgedPlan {
  /** In the order of the plan, then what builds needed, then what the environment holds although the denylist names it. */
  readonly decisions: readonly Decision[];
  readonly notices: readonly Notice[];
  /** The wheels to install, when every file was let through and all that had to be built was; else null. */
  readonly cleared: readonly Cleared[] | null;
  /** The wheels that were let through, whatever became of the others. */
  readonly ready: readonly Cleared[];
}

const warning = (text: string): Notice => ({ level: 'warning', text: untrusted(text) });

/** Brings every file of the plan into the stage and judges it, and builds and judges wheels of source packages where the line does so. */
export async function judgePlan(planned: Plan, shop: Workshop, observer: Observer): Promise<JudgedPlan> {
  const { line, builder, items } = planned;
  const total = items.length;
  shop.askSoon(items);
  await makePrivateFolder(stageFolder(shop));
  if (total > 0) observer.phase(`Analyzing ${total} package${total === 1 ? '' : 's'}`);
  let bytes = 0;
  const done = new Set<string>();
  const advance = (label: string): unknown => observer.advance({ done: done.size, total, bytes, label });
  // The large ones are analysed first, and judged in their turn: what is done counts, wherever it stands.
  const finish = (fileName: string): void => {
    done.add(fileName);
    advance(fileName);
  };
  const packages = await judgePackages(items, line, {
    builder, chain: [], builds: line.buildsWheels, stageFolder: stageFolder(shop), neededToBuild: null,
    onBytes(more) {
      bytes += more;
      advance('');
    },
    onStaged: advance,
    onAnalysed: finish,
    onJudged({ report, cleared }) {
      if (cleared !== null) line.installer.prepare(cleared);
      finish(report.artifact.fileName);
    },
  });
  const ready = packages.flatMap((each) => each.ready ?? []);
  const denied = await deniedInstalled(planned, shop);
  const decisions = [...packages.map(({ decision }, index) => asAsked(decision, items[index])), ...builder.needed(), ...denied];
  return { decisions, ready, notices: builder.remarks().map(warning), cleared: ready.length === packages.length && decisions.every(({ cleared }) => cleared !== null) ? ready : null };
}
