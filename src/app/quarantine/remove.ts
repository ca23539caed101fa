import { sentences, type Answer } from '../../core/answer.js';
import { UserError } from '../../core/errors.js';
import type { Entry } from '../../quarantine/entry.js';
import { openQuarantine } from '../../quarantine/open-quarantine.js';
import type { Workshop } from '../workshop.js';
import { quarantineEntry } from './log-entry.js';
import { entriesFor, titleOf, wantedFrom } from './select.js';

/** What `quarantine remove` is asked to remove: name and version as they were typed; nothing of both means everything, if `all` is there too. */
export interface RemoveFlags {
  readonly words: readonly string[];
  readonly all: boolean;
}

function chosen({ words, all }: RemoveFlags, entries: readonly Entry[]): readonly Entry[] {
  if (words.length === 0) {
    if (all) return entries;
    throw new UserError('bad-arguments', 'name the package to remove', { hint: 'or --all for everything that is in quarantine' });
  }
  const fitting = entriesFor(wantedFrom(words), entries);
  if (fitting.length === 1 || all) return fitting;
  throw new UserError('bad-arguments', `several files of ${fitting[0]?.kept.name ?? ''} are in quarantine: ${fitting.map(({ kept }) => kept.version).join(', ')}`, { hint: 'say which version behind the name, or --all for all of them' });
}

/** Removes files from quarantine, with all that is known of them but the audit log. Throws `unknown-package` or `bad-arguments`. */
export async function removeFromQuarantine(flags: RemoveFlags, { home, log }: Pick<Workshop, 'home' | 'log'>): Promise<Answer> {
  const quarantine = openQuarantine({ home: home.path });
  const removed: string[] = [];
  for (const { key, kept } of chosen(flags, await quarantine.list())) {
    await log.appendAudit([kept === null ? { event: 'quarantine', act: 'removed', command: 'quarantine remove', name: '', reasons: [`removed ${key}, which was damaged`] } : quarantineEntry(kept, { command: 'quarantine remove', act: 'removed' })]);
    // Somebody else may just have done it.
    if (await quarantine.remove(key)) removed.push(kept === null ? key : titleOf(kept));
  }
  return sentences([removed.length === 0 ? 'Nothing to remove.' : `Removed from quarantine: ${removed.join(', ')}.`], { removed });
}
