import type { Decision } from '../../core/decision.js';
import type { JudgingCommand, Notice } from '../../core/run.js';
import { untrusted } from '../../core/untrusted.js';
import { isPartlyUnchecked } from '../../policy/exit-code.js';
import type { Workshop } from '../workshop.js';

/** What comes of a run in which something could not be asked, where fail_closed is set. Null for what is no gate, or says it itself. */
const WHAT_HAPPENS: Readonly<Record<JudgingCommand, string | null>> = {
  install: 'nothing is installed', download: 'nothing is saved', wheel: 'nothing is saved', audit: 'the run fails', scan: 'the run fails', run: null, report: null,
};

/** True where something could not be checked and fail_closed is set: then nothing takes effect. */
export const isHeld = (decisions: readonly Decision[], { configuration }: Pick<Workshop, 'configuration'>): boolean => configuration.settings.failClosed && isPartlyUnchecked(decisions);

/** Says why such a run ends as it does: the exit code alone would leave the user to guess. */
export function heldNotices(command: JudgingCommand, decisions: readonly Decision[], shop: Pick<Workshop, 'configuration'>): readonly Notice[] {
  const happens = WHAT_HAPPENS[command];
  return happens === null || !isHeld(decisions, shop) ? [] : [{ level: 'warning', text: untrusted(`something could not be checked, and fail_closed is set, so ${happens}`) }];
}
