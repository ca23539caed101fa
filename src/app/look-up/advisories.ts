import type { Gap } from '../../core/finding.js';
import type { Notice } from '../../core/run.js';
import { untrusted } from '../../core/untrusted.js';
import type { Clock } from '../../platform/clock.js';
import type { ProjectRecords } from '../../sources/advisories/online.js';
import type { AskVersion } from '../../sources/advisories/evaluate.js';
import type { AdvisoryRecord, UnreadRecord } from '../../sources/advisories/record.js';
import type { OfflineAdvisories } from '../../sources/offline-advisories.js';
import type { Known, Subject } from './known.js';
import { ageNotices, type Reliance } from './age-notices.js';
import { createBatch } from './batch.js';
import type { LookUpPart } from './combine.js';

export interface AdvisoryTools {
  /** What a service said, now or earlier. */
  readonly online: { readonly ask: (names: readonly string[]) => Promise<ReadonlyMap<string, ProjectRecords>> };
  /** Whether the service is asked at all; else only what it said earlier counts, and nothing is missing. */
  readonly isAsked: boolean;
  readonly offline: OfflineAdvisories;
  readonly evaluate: (name: string, records: readonly AdvisoryRecord[]) => AskVersion;
  readonly clock: Pick<Clock, 'nowMs'>;
}

interface Basis {
  readonly records: readonly AdvisoryRecord[];
  readonly unread: readonly UnreadRecord[];
  readonly failure: string | null;
}

interface Prepared {
  readonly ask: AskVersion;
  readonly basis: Basis;
}

const MOST_IDS = 3;

const gap = (what: string, why: string): Gap => ({ kind: 'service', what: untrusted(what), why: untrusted(why) });

function unreadGaps(unread: readonly UnreadRecord[]): readonly Gap[] {
  const byReason = new Map<string, string[]>();
  for (const { id, why } of unread) byReason.set(why, [...(byReason.get(why) ?? []), id]);
  return [...byReason].map(([why, ids]) => {
    const more = ids.length > MOST_IDS ? ` and ${ids.length - MOST_IDS} more` : '';
    return gap(`${ids.length === 1 ? 'advisory' : 'advisories'} ${ids.slice(0, MOST_IDS).join(', ')}${more}`, why);
  });
}

/** Decides what answers about a project: the service, what it said earlier, or what lies on this machine. */
function basisOf(name: string, asked: ProjectRecords, { isAsked, offline, reliance }: Pick<AdvisoryTools, 'isAsked' | 'offline'> & { readonly reliance: Reliance }): Basis {
  const { askedAt, failure } = asked;
  const isUsable = askedAt !== null && (isAsked ? failure === null || askedAt > offline.asOf() : askedAt > offline.asOf() && asked.unread.length === 0);
  if (isUsable) {
    if (!isAsked || failure !== null) reliance.earlierAnswers = Math.min(reliance.earlierAnswers ?? askedAt, askedAt);
    return asked;
  }
  reliance.offlineAsOf = offline.asOf();
  return { ...offline.answer(name), failure };
}

/** Advisories about the versions of public projects. Names of other packages are not even looked up. */
export function createAdvisoryLookUp(tools: AdvisoryTools): LookUpPart & { readonly notices: () => readonly Notice[] } {
  const { online, evaluate, offline, clock } = tools;
  const reliance: Reliance = { earlierAnswers: null, offlineAsOf: null };
  const bases = createBatch<Prepared>(async (names) => {
    const asked = await online.ask(names);
    return new Map([...asked].map(([name, answer]) => {
      const basis = basisOf(name, answer, { ...tools, reliance });
      return [name, { ask: evaluate(name, basis.records), basis }];
    }));
  });
  const ask = async ({ name, version, isPublic }: Subject): Promise<Partial<Known>> => {
    if (isPublic !== true) return {};
    const { ask: judge, basis } = await bases.get(name);
    const { advisories, unread } = judge(version);
    const missing = basis.failure === null ? [] : [gap('OSV', basis.failure)];
    return { advisories, gaps: [...missing, ...unreadGaps([...basis.unread, ...unread])] };
  };
  return {
    ask,
    askSoon: (subjects) => { for (const { name, isPublic } of subjects) if (isPublic === true) void bases.get(name).catch(() => undefined); },
    notices: () => ageNotices(reliance, { nowMs: clock.nowMs(), isShipped: offline.isShipped }),
  };
}
