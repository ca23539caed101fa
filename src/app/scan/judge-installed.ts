import type { Staged } from '../../core/artifact.js';
import type { Decision } from '../../core/decision.js';
import type { Observer } from '../observer.js';
import type { Workshop } from '../workshop.js';

/** Judges installed packages. Decisions come in the order of the packages, and the large ones are analysed first, so the progress counts what is done, wherever it stands. */
export async function judgeInstalled(artifacts: readonly Staged[], shop: Pick<Workshop, 'judge' | 'judgeSoon' | 'signal'>, observer: Pick<Observer, 'advance'>): Promise<readonly Decision[]> {
  let done = 0;
  const tell = ({ name }: Staged): void => {
    done += 1;
    observer.advance({ done, total: artifacts.length, bytes: 0, label: name });
  };
  for (const artifact of artifacts) void Promise.allSettled([shop.judgeSoon(artifact)]).then(([{ status }]) => (status === 'fulfilled' ? tell(artifact) : undefined));
  const decisions: Decision[] = [];
  for (const artifact of artifacts) {
    shop.signal.throwIfAborted();
    decisions.push(await shop.judge(artifact, { trustMetadata: false }));
  }
  return decisions;
}
