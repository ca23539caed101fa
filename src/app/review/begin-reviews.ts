import { chooseModel } from '../../analysis/ai/choose-model.js';
import type { Additions, ShownFile } from '../../analysis/ai/review-types.js';
import type { Settings } from '../../config/settings/setting-table.js';
import type { Sha256 } from '../../core/artifact.js';
import type { Decision } from '../../core/decision.js';
import type { Clock } from '../../platform/clock.js';
import type { Http } from '../../platform/http.js';
import type { AskModel } from '../../platform/model/model-types.js';
import { modelList } from '../../platform/model/sdk-files.js';
import type { AuditLog } from '../../store/audit-log.js';
import type { FileCache } from '../../store/files.js';
import type { Store } from '../../store/open-store.js';
import { askInTime } from './ask-in-time.js';
import { keptReviews } from './kept-review.js';
import { createPackageReviewer } from './review-package.js';
import { createTokenBudget } from './token-budget.js';

/** Where a model is asked. */
export interface ReviewPlace {
  readonly key: string;
  readonly sdk: string;
  readonly baseUrl: string;
  readonly http: Http;
}

/** What reviews work with. */
export interface ReviewParts {
  readonly settings: Pick<Settings, 'aiModel' | 'maxAiAnalysisSeconds' | 'maxAiTokens'>;
  readonly offline: boolean;
  readonly store: Pick<Store, 'answers'>;
  readonly log: Pick<AuditLog, 'appendAudit'>;
  readonly files: Pick<FileCache, 'find'>;
  readonly clock: Clock;
  readonly signal: AbortSignal;
  /** Texts of this machine that are sent to nobody. */
  readonly own: readonly string[];
  readonly onSent: (files: readonly ShownFile[]) => void;
}

export interface BegunReviews {
  readonly model: string;
  /** What is wrong with the model that was configured. */
  readonly warning: string | null;
  readonly review: (decision: Decision, key: Sha256) => Promise<Additions>;
}

/** The SDK is loaded by the first question. */
function lateModel({ key, baseUrl, http }: ReviewPlace, timeoutMs: number): AskModel {
  let opened: Promise<AskModel> | null = null;
  return async (question) => {
    opened ??= import('../../platform/model/messages-api.js').then(({ openMessagesApi }) => openMessagesApi({ apiKey: key, baseUrl, http, timeoutMs }));
    return await (await opened)(question);
  };
}

/** Chooses the model and puts together what reviews packages with it. */
export function beginReviews(place: ReviewPlace, { settings, offline, store, log, files, clock, signal, own, onSent }: ReviewParts): BegunReviews {
  const seconds = settings.maxAiAnalysisSeconds;
  const { model, warning } = chooseModel(settings.aiModel, modelList(place.sdk));
  const ask = lateModel(place, seconds * 1_000);
  const review = createPackageReviewer({
    model, onSent, own: [place.key, ...own], canAsk: !offline, budget: createTokenBudget(settings.maxAiTokens), append: log.appendAudit, find: files.find,
    kept: keptReviews({ answers: store.answers, nowMs: clock.nowMs }, model),
    ask: (question) => askInTime(question, { ask, clock, seconds, signal }),
  });
  return { model, warning, review };
}
