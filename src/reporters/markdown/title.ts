import type { Decision } from '../../core/decision.js';
import { STANDING_WORDS, standingOf, type Standing } from '../words/standing.js';

const SIGNS: Readonly<Record<Standing, string>> = { safe: '✅', warned: '⚠️', blocked: '⛔', quarantined: '⛔' };

/** `⛔ Blocked` */
export function verdictWords(decision: Decision): string {
  const standing = standingOf(decision);
  return `${SIGNS[standing]} ${STANDING_WORDS[standing]}`;
}
