import { nearest } from '../../config/settings/suggestion.js';
import type { Notice } from '../../core/run.js';
import { untrusted } from '../../core/untrusted.js';
import { UNREAD_CODE, type Waiver } from '../../core/waiver.js';

/** A warning for each waiver of a rule that there is not: it waives nothing, and whoever wrote it believes that it does. */
export function waiverNotices(waivers: readonly Waiver[], ruleIds: readonly string[]): readonly Notice[] {
  const known = [...ruleIds, UNREAD_CODE];
  return waivers.flatMap((waiver) => {
    if (waiver.kind === 'advisory' || known.includes(waiver.rule)) return [];
    const near = nearest(waiver.rule, known);
    return [{ level: 'warning', text: untrusted(`${waiver.where}: there is no rule ${waiver.rule}, so it waives nothing${near === null ? '' : `; did you mean ${near}?`}`) }];
  });
}
