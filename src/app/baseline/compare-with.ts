import type { Decision } from '../../core/decision.js';
import { ToolError, UserError } from '../../core/errors.js';
import type { Notice } from '../../core/run.js';
import { untrusted } from '../../core/untrusted.js';
import { decide } from '../../policy/decide.js';
import type { Workshop } from '../workshop.js';
import type { Before } from './known-file.js';
import type { OpenedBaseline } from './open-baseline.js';

/** Decisions in the light of what was there before. */
export interface Compared {
  readonly decisions: readonly Decision[];
  readonly notices: readonly Notice[];
}

const warning = (text: string): Notice => ({ level: 'warning', text: untrusted(text) });

async function filesOf({ files, calledAs }: OpenedBaseline): Promise<Before | Notice> {
  try {
    return await files();
  } catch (error) {
    if (!(error instanceof UserError || error instanceof ToolError)) throw error;
    return warning(`the baseline (${calledAs}) could not be judged, so everything counts as new: ${error.message}`);
  }
}

const isNotice = (value: Before | Notice): value is Notice => 'level' in value;

// What could not be asked about is no news of a package's.
const isPlain = ({ verdict, report: { findings, gaps } }: Decision): boolean =>
  verdict === 'safe' && findings.every(({ severity }) => severity === 'info') && gaps.every(({ kind }) => kind === 'service');

const MOST_NAMED = 5;

/** Of what something speaks against, what cannot be in the baseline: nobody knows what a file of this machine was then. */
function leftOutNotices(decisions: readonly Decision[], { leftOut }: Before): readonly Notice[] {
  const names = new Set(leftOut);
  const concerned = [...new Set(decisions.filter((decision) => !isPlain(decision) && names.has(decision.report.artifact.name)).map(({ report: { artifact } }) => `${artifact.name} ${artifact.version}`))];
  if (concerned.length === 0) return [];
  const more = concerned.length > MOST_NAMED ? ` and ${concerned.length - MOST_NAMED} more` : '';
  return [warning(`not in the baseline, since they come from this machine: ${concerned.slice(0, MOST_NAMED).join(', ')}${more}`)];
}

/** Decides anew, and tells what is new. Where nothing speaks against anything, a baseline has nothing to say and is not looked at. */
export async function compareWith(baseline: OpenedBaseline, decisions: readonly Decision[], { configuration, clock }: Pick<Workshop, 'configuration' | 'clock'>): Promise<Compared> {
  if (decisions.every(isPlain)) return { decisions, notices: [] };
  const before = await filesOf(baseline);
  if (isNotice(before)) return { decisions, notices: [before] };
  const graceSinceMs = clock.nowMs() - configuration.settings.advisoryGrace;
  const policy = { ...configuration.policy, baseline: { files: before.files, calledAs: baseline.calledAs, graceSinceMs } };
  return { decisions: decisions.map(({ report }) => decide(report, policy)), notices: leftOutNotices(decisions, before) };
}
