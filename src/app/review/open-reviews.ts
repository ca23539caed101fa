import { reviewGap } from '../../analysis/ai/additions.js';
import type { Additions } from '../../analysis/ai/review-types.js';
import type { Environment } from '../../config/environment.js';
import type { Sha256 } from '../../core/artifact.js';
import type { Decision } from '../../core/decision.js';
import type { Notice } from '../../core/run.js';
import { untrusted } from '../../core/untrusted.js';
import { turnstile } from '../analysis/turnstile.js';
import { serviceHttp } from '../look-up/open-advisories.js';
import type { BegunReviews, ReviewParts } from './begin-reviews.js';
import { isReviewable } from './flags.js';
import type { ReviewAccess } from './review-access.js';

export interface OpenReviews extends Omit<ReviewParts, 'own' | 'onSent'> {
  /** Whether `--ai` was given: then what lies on this machine is reviewed too. */
  readonly isAsked: boolean;
  readonly environment: Environment;
  readonly cwd: string;
}

/** Tier 3 of one run. */
export interface Reviews {
  /** What a model has to add to a decision; null where the package is none that it is asked about. `key`: what its analysis is kept by. */
  readonly review: (decision: Decision, key: Sha256) => Promise<Additions | null>;
  readonly notices: () => readonly Notice[];
  readonly close: () => Promise<void>;
}

const NO_REVIEWS: Reviews = { review: () => Promise.resolve(null), notices: () => [], close: () => Promise.resolve() };
const AT_ONCE = 3;

const plural = (count: number, noun: string): string => `${count} ${noun}${count === 1 ? '' : 's'}`;

const unsafeAddress: Reviews['review'] = (decision) => Promise.resolve(isReviewable(decision, false) ? { findings: [], gaps: [reviewGap('ANTHROPIC_BASE_URL is not an https URL, so nothing is sent there')] } : null);

/** What was sent, as the user is told once for the run. */
interface Sent {
  packages: number;
  files: number;
  lines: number;
}

function sentNotice({ packages, files, lines }: Sent, model: string, baseUrl: string): readonly Notice[] {
  if (packages === 0) return [];
  const text = `Sent ${plural(lines, 'line')} in ${plural(files, 'file')} of ${plural(packages, 'flagged package')} to ${model} at ${new URL(baseUrl).host} for review (--no-ai switches it off).`;
  return [{ level: 'info', text: untrusted(text) }];
}

/** Puts the parts of reviews together. Nothing is loaded, read or asked before the first package that is flagged. */
export function openReviews(access: ReviewAccess | null, wanted: OpenReviews): Reviews {
  if (access === null) return NO_REVIEWS;
  const { key, sdk, baseUrl } = access;
  if (baseUrl === null) return { ...NO_REVIEWS, review: unsafeAddress };
  const http = serviceHttp(wanted);
  const inTurn = turnstile(AT_ONCE);
  const sent: Sent = { packages: 0, files: 0, lines: 0 };
  const onSent: ReviewParts['onSent'] = (files) => {
    sent.packages += 1;
    sent.files += files.length;
    sent.lines += files.reduce((sum, { lines }) => sum + lines.length, 0);
  };
  const state: { begun: BegunReviews | null } = { begun: null };
  return {
    async review(decision, sha256) {
      if (!isReviewable(decision, wanted.isAsked)) return null;
      const { beginReviews } = await import('./begin-reviews.js');
      state.begun ??= beginReviews({ key, sdk, baseUrl, http }, { ...wanted, onSent, own: [wanted.cwd, wanted.environment.home ?? ''] });
      const { review } = state.begun;
      return await inTurn(() => review(decision, sha256));
    },
    notices() {
      if (state.begun === null) return [];
      const { model, warning } = state.begun;
      return [...(warning === null ? [] : [{ level: 'warning', text: untrusted(warning) } as const]), ...sentNotice(sent, model, baseUrl)];
    },
    close: http.close,
  };
}
