import type { Clock } from '../../platform/clock.js';
import type { AskModel, ModelFailure, ModelQuestion, ModelReply } from '../../platform/model/model-types.js';

export interface InTime {
  readonly ask: AskModel;
  readonly clock: Clock;
  /** For the whole review: both tries, and the wait between them. */
  readonly seconds: number;
  /** Aborted when the user stops the run. */
  readonly signal: AbortSignal;
}

const USUAL_PAUSE_MS = 700;

/** One question with one second try where that can help, all within the deadline. Throws only the user's wish to stop. */
export async function askInTime(question: Omit<ModelQuestion, 'signal'>, { ask, clock, seconds, signal }: InTime): Promise<ModelReply | ModelFailure> {
  const ends = clock.monotonicMs() + seconds * 1_000;
  const deadline = AbortSignal.timeout(seconds * 1_000);
  const either = AbortSignal.any([signal, deadline]);
  const once = async (): Promise<ModelReply | ModelFailure> => {
    const answer = await ask({ ...question, signal: either });
    signal.throwIfAborted();
    return answer;
  };
  const first = await once();
  if (first.kind === 'reply' || !first.isTransient) return first;
  const pause = first.retryAfterMs ?? USUAL_PAUSE_MS;
  if (clock.monotonicMs() + pause >= ends) return first;
  await clock.sleep(pause, signal);
  return await once();
}
