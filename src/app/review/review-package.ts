import { randomBytes } from 'node:crypto';
import { promptFor, REPLY_SCHEMA, SYSTEM_PROMPT } from '../../analysis/ai/prompt.js';
import { reviewGap } from '../../analysis/ai/additions.js';
import { disagreement, injectionFindings, reviewedBy, type Reviewed } from '../../analysis/ai/review.js';
import { NOTHING_ADDED, type Additions, type ReviewSubject, type ShownFile } from '../../analysis/ai/review-types.js';
import { shownFiles } from '../../analysis/ai/shown-files.js';
import type { Sha256, Staged } from '../../core/artifact.js';
import type { Finding } from '../../core/finding.js';
import type { Decision } from '../../core/decision.js';
import type { ModelFailure, ModelQuestion, ModelReply } from '../../platform/model/model-types.js';
import type { KeptReviews } from './kept-review.js';
import { flagsOf } from './flags.js';
import { reviewEntry } from './review-entry.js';
import type { TokenBudget } from './token-budget.js';
import type { AuditEntry } from '../../store/audit-log.js';

export interface ReviewTools {
  readonly model: string;
  readonly kept: KeptReviews;
  /** False: only what is kept answers, and nothing is missing. */
  readonly canAsk: boolean;
  /** Within the deadline. */
  readonly ask: (question: Omit<ModelQuestion, 'signal'>) => Promise<ModelReply | ModelFailure>;
  readonly budget: TokenBudget;
  readonly append: (entries: readonly AuditEntry[]) => Promise<void>;
  /** A copy of these bytes that depsec keeps. */
  readonly find: (sha256: Sha256) => Promise<string | null>;
  readonly onSent: (files: readonly ShownFile[]) => void;
  /** What must not leave this machine, besides secrets that can be told by their form. */
  readonly own: readonly string[];
}

const MOST_ANSWER_TOKENS = 6_000;
const CHARACTERS_PER_TOKEN = 3;
const FAILURES_IN_A_ROW = 2;

async function filesOf({ path, fileName, installed, sha256 }: Staged, flags: readonly Finding[], { find, own }: ReviewTools): Promise<readonly ShownFile[] | null> {
  // What is judged by what is known of it has not been fetched.
  const place = path === '' ? await find(sha256) : path;
  if (place === null) return null;
  return await shownFiles({ path: place, fileName, ...(installed === undefined ? {} : { installed }) }, flags, own);
}

const only = (why: string): Additions => ({ findings: [], gaps: [reviewGap(why)] });

/** What is sent about one package, and what that may cost at most. */
function questionFor({ artifact, flags, files }: ReviewSubject, { model, own }: ReviewTools): { readonly question: Omit<ModelQuestion, 'signal'>; readonly tokens: number } {
  const prompt = promptFor({ artifact, flags, files }, randomBytes(16).toString('hex'), own);
  const tokens = Math.ceil((prompt.length + SYSTEM_PROMPT.length) / CHARACTERS_PER_TOKEN) + MOST_ANSWER_TOKENS;
  return { tokens, question: { model, system: SYSTEM_PROMPT, prompt, schema: REPLY_SCHEMA, maxTokens: MOST_ANSWER_TOKENS } };
}

/** Asks within the budget; null where it is used up. */
async function answerTo(question: Omit<ModelQuestion, 'signal'>, tokens: number, { ask, budget }: ReviewTools): Promise<ModelReply | ModelFailure | null> {
  if (!budget.reserve(tokens)) return null;
  const answer = await ask(question);
  // What failed may have been paid for.
  if (answer.kind === 'reply' && answer.tokens > 0) budget.settle(tokens, answer.tokens);
  return answer;
}

/** Remembers failures. After one that will not pass, or several in a row, the rest of the run is not asked. */
function createPatience(): { readonly note: (answer: ModelReply | ModelFailure) => void; readonly lostBy: () => string | null } {
  const state: { failures: number; lostBy: string | null } = { failures: 0, lostBy: null };
  return {
    lostBy: () => state.lostBy,
    note(answer) {
      state.failures = answer.kind === 'reply' ? 0 : state.failures + 1;
      if (answer.kind === 'failure' && (answer.isPermanent || state.failures >= FAILURES_IN_A_ROW)) state.lostBy = answer.why;
    },
  };
}

/** What a review of these lines adds, and whether that holds for another time. Every exchange goes into the audit log. */
async function reviewFiles(subject: ReviewSubject & { readonly artifact: Staged }, patience: ReturnType<typeof createPatience>, tools: ReviewTools): Promise<Reviewed | null> {
  const { artifact, files } = subject;
  const { question, tokens } = questionFor(subject, tools);
  const answer = await answerTo(question, tokens, tools);
  if (answer === null) return null;
  patience.note(answer);
  tools.onSent(files);
  const reviewed = reviewedBy(answer, files);
  await tools.append([reviewEntry({ artifact, model: tools.model, prompt: question.prompt, files, answer, reviewed }, tools.own)]);
  return reviewed;
}

/** Reviews packages one by one, as long as that makes sense. */
export function createPackageReviewer(tools: ReviewTools): (decision: Decision, key: Sha256) => Promise<Additions> {
  const patience = createPatience();
  return async (decision, key) => {
    const { artifact, findings } = decision.report;
    const flags = flagsOf(decision);
    const kept = tools.kept.recall(key, flags);
    if (kept !== null) return { ...kept, findings: [...kept.findings, ...disagreement(flags, kept.findings)] };
    if (!tools.canAsk) return NOTHING_ADDED;
    const lostBy = patience.lostBy();
    if (lostBy !== null) return only(lostBy);
    const files = await filesOf(artifact, flags, tools);
    if (files === null) return only('the file itself is not here');
    if (files.length === 0) return NOTHING_ADDED;
    const injections = injectionFindings({ files, flags: findings });
    const reviewed = await reviewFiles({ artifact, flags, files }, patience, tools);
    if (reviewed === null) return { findings: injections, gaps: [reviewGap('the tokens of this run are used up (max_ai_tokens)')] };
    const additions: Additions = { findings: [...reviewed.findings, ...injections], gaps: reviewed.gaps };
    if (!reviewed.isAnswer) return additions;
    tools.kept.remember(key, flags, additions);
    return { ...additions, findings: [...additions.findings, ...disagreement(flags, reviewed.findings)] };
  };
}
