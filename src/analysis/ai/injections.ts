import { appealsIn } from '../../formats/appeals.js';

const VERDICT = String.raw`(?:safe|benign|clean|harmless|trusted|legitimate|approved|verified|audited|not\s+malicious|allow(?:ed|listed)?|whitelisted)`;
const MODEL = String.raw`(?:claude|anthropic|chatgpt|gpt[-\s]?\d\w*|gemini|copilot|llms?|(?:large\s+)?language\s+models?|ai\s+(?:models?|reviewers?|assistants?|agents?|scanners?|systems?)|(?:security|code|malware)\s+(?:scanners?|reviewers?|analy[sz]ers?|auditors?))`;

const PATTERNS: readonly RegExp[] = [
  /\b(?:ignore|disregard|forget|override|bypass|skip)\b.{0,60}\b(?:instructions?|prompts?|rules?|guidelines?|directions?|context|policy|policies|checks?)\b/i,
  /\b(?:new|updated|revised|real|actual|final)\s+(?:instructions?|system\s+prompt|task|directive)\b/i,
  /<\|?\/?(?:system|assistant|user|human|instructions?|im[_ ]start|im[_ ]end|endoftext)\|?>|\[\/?(?:INST|SYS)\]|<<\/?SYS>>|\bsystem\s+prompt\b/i,
  /(?:^|["'#*/\s])(?:system|assistant|human|developer)\s*:\s*\S/i,
  /\byou\s+are\s+(?:now\s+)?(?:a|an|the|in|no\s+longer)\b.{0,60}\b(?:assistant|model|ai|reviewer|mode|scanner|agent|restricted)\b/i,
  /\bas\s+an?\s+(?:ai|language\s+model|assistant)\b/i,
  new RegExp(String.raw`\b${MODEL}\b.{0,80}\b(?:must|should|shall|please|will|may|can|ignore|skip|report|return|answer|respond|treat|mark|trust|stop)\b`, 'i'),
  new RegExp(String.raw`\b(?:note|notice|message|instructions?|attention|dear|hello|hi|hey)\b.{0,20}\b${MODEL}\b`, 'i'),
  new RegExp(String.raw`\b(?:this|the)\s+(?:package|file|code|module|script|library|project|release|function|payload)\s+(?:is|was|has\s+been|must\s+be|should\s+be)\s+(?:\w+\s+){0,4}${VERDICT}\b`, 'i'),
  new RegExp(String.raw`\b(?:mark|classify|rate|treat|consider|report|label|declare|score|deem)\b.{0,60}\b${VERDICT}\b`, 'i'),
  /\b(?:return|output|respond|reply|answer|report|print|emit|give|write|say)\b.{0,40}(?:\b(?:no|zero|0|empty|without)\b.{0,20}\b(?:findings?|issues?|problems?|threats?|results?|lists?)\b|\[\s*\])/i,
  /"?findings"?\s*[:=]\s*\[\s*\]/i,
  /\b(?:do\s+not|don['\s]?t|never|must\s+not|no\s+need\s+to)\s+(?:\w+\s+)?(?:flag|report|analy[sz]e|scan|mention|review|inspect|block|warn|read)\b/i,
  /\b(?:no|zero)\s+(?:\w+\s+){0,2}(?:malicious|suspicious|harmful|security)\s+(?:code|behaviou?r|activity|issues?|content|findings?)\b/i,
  /\b(?:false\s+positives?|safe\s+to\s+(?:install|use|run|execute)|nothing\s+(?:malicious|suspicious|to\s+see|to\s+report))\b/i,
  new RegExp(String.raw`\b(?:it|this|that|everything|all)\s+(?:is|are)\s+(?:\w+\s+){0,2}${VERDICT}\b`, 'i'),
  /\b(?:report|find|say)\s+nothing\b/i,
  /\bend\s+of\s+(?:the\s+)?(?:file|package|untrusted|input|document|data|review|analysis|context|prompt)\b/i,
  /\b(?:severity|verdict|risk|score|result)\s*[:=]\s*[\\"']{0,3}(?:info|none|low|zero|0|safe|benign|clean)\b/i,
];

const LONGEST = 2_000;

// Letters that look like others, or do not show, are how such a text gets past a reader of patterns.
const plain = (line: string): string => line.slice(0, LONGEST).normalize('NFKC').replace(/[\u200b-\u200f\u2060-\u2064\ufeff\u00ad\u202a-\u202e\u{e0000}-\u{e007f}]/gu, '');
// A name can be a sentence too.
const spoken = (line: string): string => plain(line).replaceAll('_', ' ').replace(/^[\s#*/;"'>-]+|["'\\\s]+$/g, '');

const matches = (text: string): boolean => PATTERNS.some((pattern) => pattern.test(text)) || appealsIn(text).length > 0;

/** Whether a name, be it the path of a file or a version, is such a text. */
export const isInjectedName = (name: string): boolean => matches(spoken(name).replace(/[-./+\\]+/g, ' '));

/** Numbers of the lines, from 1, in which a text speaks to whoever judges it. Broad on purpose: what is marked is still shown, and nothing is judged milder for it. */
export function injectedLines(lines: readonly string[]): ReadonlySet<number> {
  const found = new Set<number>();
  const texts = lines.map(spoken);
  for (const [index, text] of texts.entries()) {
    if (matches(text)) found.add(index + 1);
    const next = texts[index + 1];
    // One sentence over two lines.
    if (next !== undefined && text !== '' && next !== '' && !found.has(index + 1) && !matches(next) && matches(`${text} ${next}`)) found.add(index + 1).add(index + 2);
  }
  return found;
}
