/** A sentence that is meant for a program which reads or judges code. */
export interface Appeal {
  /** Who is meant: a model that follows what it reads, or somebody who judges packages. */
  readonly name: 'a language model' | 'an agent' | 'a scanner';
  readonly line: number;
}

const IGNORES = /\b(?:ignore|disregard|forget)\s+(?:all\s+|any\s+|the\s+|your\s+)*(?:previous|prior|above|earlier|preceding)\s+(?:instruction|prompt|rule|direction|context)/i;
const REVIEWER = String.raw`(?:(?:security|malware|code|package|ai|llm|automated|static)[\s-]+){0,3}(?:scanners?|reviewers?|analy[sz]ers?|auditors?|classifiers?)`;
const SCANNER = new RegExp(
  String.raw`\b(?:(?:dear|attention|note\s+(?:to|for)|instructions?\s+(?:to|for)|message\s+(?:to|for)|hello)\s+(?:all\s+|any\s+|the\s+)*${REVIEWER}\b|${REVIEWER}\s*[:,]?\s*(?:must|should|please)\s+(?:mark|classify|report|treat|consider|rate|skip|ignore)\b[^\n]{0,80}\b(?:safe|benign|clean|harmless|trusted|this\s+(?:file|package|code)))`,
  'i',
);
// The description of a tool, as its agent reads it: to look for secrets first, or to keep something from the user.
const BEFORE_USE = /\bbefore\s+(?:using|calling|running|invoking)\s+(?:this|any|the)\b[^\n]{0,300}\b(?:read|open|cat|load|get|fetch|list)\b[^\n]{0,200}/i;
const KEEPS_FROM_USER = /\b(?:do\s+not|don['’]t|never)\s+(?:tell|mention|inform|notify|reveal|show|ask)\b[^\n]{0,60}\buser\b/i;
// Where keys and settings of agents lie, as one writes it in a sentence.
const NAMES_SECRET = /(?:~|\$HOME|%USERPROFILE%)[\\/]\.(?:ssh|aws|gnupg|kube|netrc|npmrc|pypirc|docker|cursor|claude|config)\b|\bid_(?:rsa|ed25519)\b|\bmcp\.json\b|(?:^|[\s"'`\\/])\.env\b/;
const asksForSecrets = (line: string): boolean => (BEFORE_USE.test(line) || KEEPS_FROM_USER.test(line)) && NAMES_SECRET.test(line);

const LONGEST_LINE = 5_000;

function appealIn(line: string): Appeal['name'] | null {
  if (line.length > LONGEST_LINE) return null;
  if (SCANNER.test(line)) return 'a scanner';
  if (asksForSecrets(line)) return 'an agent';
  return IGNORES.test(line) ? 'a language model' : null;
}

const COULD_APPEAL = /\b(?:before\s+(?:using|calling|running|invoking)|user|ignore|disregard|forget|scanners?|reviewers?|analy[sz]ers?|auditors?|classifiers?)\b/i;

/** Sentences in a text that address a language model or a scanner instead of people. */
export function appealsIn(text: string): readonly Appeal[] {
  if (!COULD_APPEAL.test(text)) return [];
  return text.split('\n').flatMap((line, index) => {
    const name = appealIn(line);
    return name === null ? [] : [{ name, line: index + 1 }];
  });
}
