import type { Finding } from '../../core/finding.js';
import { untrusted } from '../../core/untrusted.js';
import type { ModelFailure, ModelReply } from '../../platform/model/model-types.js';
import { reviewGap } from './additions.js';
import { isClearance } from './clearance.js';
import { isInjectedName } from './injections.js';
import { readReply } from './read-reply.js';
import type { Additions, Dropped, ReviewSubject, ShownFile } from './review-types.js';

/** What an answer comes to. `isAnswer`: it had the form that was asked for, so it holds for another time too. */
export interface Reviewed extends Additions {
  readonly isAnswer: boolean;
  readonly dropped: readonly Dropped[];
}

const MOST_INJECTIONS = 5;
const SERIOUS: readonly Finding['severity'][] = ['high', 'critical'];
const AGREES: readonly Finding['severity'][] = ['medium', 'high', 'critical'];

const unread = (why: string): Reviewed => ({ findings: [], gaps: [reviewGap(why)], isAnswer: false, dropped: [] });

const CUT_OFF = new Set(['max_tokens', 'model_context_window_exceeded']);
const ENDS = new Set(['end_turn', 'stop_sequence']);

/** Why a reply is none; null for one that came to its end. */
function faultOf({ text, stop, usesTools }: ModelReply): string | null {
  if (stop === 'refusal') return 'the model refused to answer';
  if (CUT_OFF.has(stop)) return 'the answer was cut off';
  if (usesTools || stop === 'tool_use') return 'the model called a tool instead of answering';
  if (!ENDS.has(stop)) return 'the answer came to no end';
  return text.trim() === '' ? 'the model said nothing' : null;
}

/** What a reply adds. Whatever it says, what was found before is not in its reach. */
export function reviewedBy(reply: ModelReply | ModelFailure, files: readonly ShownFile[]): Reviewed {
  if (reply.kind === 'failure') return unread(reply.why);
  const fault = faultOf(reply);
  if (fault !== null) return unread(fault);
  const read = readReply(reply.text, files);
  if (read === null) return unread(isClearance(reply.text.slice(0, 5_000)) ? 'the model declared the package clear instead of listing behaviour, which does not count' : 'the answer does not have the form that was asked for');
  const isLost = read.findings.length === 0 && read.dropped.length > 0;
  return { ...read, gaps: isLost ? [reviewGap('nothing of what the model named stands in the files')] : [], isAnswer: true };
}

const injection = (message: string, { path, line, original }: { readonly path: string; readonly line: number; readonly original: string }): Finding => ({
  rule: 'ai-injection', severity: 'medium', confidence: 'low', file: untrusted(path), line, snippet: untrusted(original.trim().slice(0, 200)), message: untrusted(message),
  why: 'Code that was flagged for what it does has no reason to talk to reviewers or language models.',
});

/** Lines and names that speak to whoever judges the package, where no rule has told them yet. They are found before the model sees them and count whatever it answers. */
export function injectionFindings({ files, flags }: Pick<ReviewSubject, 'files' | 'flags'>): readonly Finding[] {
  const told = new Set(flags.map(({ file, line }) => `${file ?? ''}\0${line ?? 0}`));
  const names = files.filter(({ path }) => isInjectedName(path)).map(({ path, lines }) => injection('the name of a flagged file speaks to whoever judges it', { path, line: 1, original: lines[0]?.original ?? '' }));
  const lines = files.flatMap(({ path, lines: shown }) => shown.filter(({ speaks, line }) => speaks && !told.has(`${path}\0${line}`)).map(({ line, original }) => injection('a text beside flagged code speaks to whoever judges it', { path, line, original })));
  return [...names, ...lines].slice(0, MOST_INJECTIONS);
}

/** A finding for a model that sees nothing where the rules see something serious: it may have been talked over. */
export function disagreement(flags: readonly Finding[], said: readonly Finding[]): readonly Finding[] {
  const worst = flags.find(({ severity }) => severity === 'critical') ?? flags.find(({ severity }) => SERIOUS.includes(severity));
  if (worst === undefined || said.some(({ rule, severity }) => rule === 'ai-review' && AGREES.includes(severity))) return [];
  return [{
    rule: 'ai-disagreement', severity: 'high', confidence: 'low', ...(worst.file === undefined ? {} : { file: worst.file }), ...(worst.line === undefined ? {} : { line: worst.line }), ...(worst.snippet === undefined ? {} : { snippet: worst.snippet }),
    message: untrusted(`disagreement: the AI review reports nothing serious, although ${worst.rule} found something ${worst.severity}`),
    why: 'Either a rule is wrong here or the model was talked over or did not understand; its silence clears nothing.',
  }];
}
