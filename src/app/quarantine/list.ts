import { sentences, type Answer } from '../../core/answer.js';
import type { Entry } from '../../quarantine/entry.js';
import { openQuarantine } from '../../quarantine/open-quarantine.js';
import type { Workshop } from '../workshop.js';
import type { Readable } from './select.js';

const minute = (iso: string): string => iso.slice(0, 16).replace('T', ' ');

/** What a program reads of one entry. */
export function entryDocument({ kept, state }: Readable): Readonly<Record<string, unknown>> {
  const { name, version, fileName, sha256, bytes, setAsideAt, verdict, score, reasons } = kept;
  return { name, version, file: fileName, sha256, bytes, set_aside_at: setAsideAt, state, verdict, score, reasons };
}

function rowOf({ kept, state }: Readable): readonly string[] {
  const what = state === 'intact' ? '' : 'CHANGED: not the file that was judged. ';
  return [minute(kept.setAsideAt), kept.name, kept.version, `${what}${kept.reasons[0] ?? ''}`];
}

function damage(unreadable: readonly Entry[]): readonly string[] {
  if (unreadable.length === 0) return [];
  const count = unreadable.length === 1 ? 'One entry is' : `${unreadable.length} entries are`;
  return [`${count} damaged, so that nobody can tell any more what it was. depsec quarantine remove --all removes everything.`];
}

/** What is in quarantine, each file compared with what was judged. Times are UTC. */
export async function listQuarantine({ home }: Pick<Workshop, 'home'>): Promise<Answer> {
  const entries = await openQuarantine({ home: home.path }).list();
  const readable = entries.filter((entry): entry is Readable => entry.kept !== null);
  const unreadable = entries.filter(({ kept }) => kept === null);
  const document = { entries: readable.map(entryDocument), unreadable: unreadable.map(({ key }) => key) };
  if (entries.length === 0) return sentences(['Nothing is in quarantine.'], document);
  const more = readable.length === 0 ? [] : ['depsec quarantine inspect NAME shows what was found.'];
  return { groups: [{ rows: readable.map(rowOf) }, { rows: [...damage(unreadable), ...more].map((text) => [text]) }], document };
}
