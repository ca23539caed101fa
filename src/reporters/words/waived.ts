import type { Decision } from '../../core/decision.js';
import type { Finding, Gap } from '../../core/finding.js';
import type { Waiver } from '../../core/waiver.js';

/** The waiver by which something that was seen does not count; null for what counts. */
export function waiverOf({ waived }: Decision, seen: Finding | Gap): Waiver | null {
  return waived.find((each) => each.seen === seen)?.waiver ?? null;
}

/** `waived until 2027-02-24`, or '' for what counts. */
export function waivedWords(decision: Decision, seen: Finding | Gap): string {
  const waiver = waiverOf(decision, seen);
  return waiver === null ? '' : `waived until ${waiver.until}`;
}
