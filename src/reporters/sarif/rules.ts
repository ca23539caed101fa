import type { Advisory } from '../../core/advisory.js';
import type { RuleText } from '../../core/explanation.js';
import { escapeForMarkdown } from '../escape/markdown.js';
import { webAddresses } from '../escape/web-address.js';
import { messageText } from './message.js';
import type { Found } from './result.js';

/** A reportingDescriptor as code scanning reads it. */
export interface Descriptor {
  readonly id: string;
}

/** What is told about results that no rule of depsec's stands behind. */
const OWN: Readonly<Record<string, { readonly title: string; readonly summary: string }>> = {
  'could-not-check': { title: 'Code that could not be read', summary: 'depsec could not read a file that would run, so nobody knows what it does.' },
  'own-decision': { title: 'Decided by configuration', summary: 'The verdict rests on a list or a setting of yours, not on what was found.' },
};

const paragraphsOf = ({ summary, about, whatToDo, outOfScope }: RuleText): readonly string[] => [
  ...(about.length > 0 ? about : [summary]),
  ...(whatToDo === null ? [] : [`What to do: ${whatToDo}`]),
  ...(outOfScope === null ? [] : [`Out of scope: ${outOfScope}`]),
];

function advisoryParagraphs({ summary, affected, fixedIn, aliases }: Advisory): readonly string[] {
  return [
    summary,
    ...(affected === '' ? [] : [`Affected: ${affected}`]),
    fixedIn === null ? 'No fixed version is known.' : `Fixed in: ${fixedIn}`,
    ...(aliases.length === 0 ? [] : [`Also known as: ${aliases.join(', ')}`]),
  ];
}

interface Words {
  readonly title: string;
  readonly summary: string;
  /** Paragraphs of ours; backticks and brackets in them are meant. */
  readonly own: readonly string[];
  /** Paragraphs of an advisory. */
  readonly foreign: readonly string[];
}

function wordsOf({ rule, advisory }: Found, text: RuleText | undefined): Words {
  const own = text === undefined ? [OWN[rule]?.summary ?? rule] : paragraphsOf(text);
  if (advisory !== null) return { title: `${advisory.id}: ${advisory.summary}`, summary: advisory.summary, own, foreign: advisoryParagraphs(advisory) };
  return { title: text?.title ?? OWN[rule]?.title ?? rule, summary: text?.summary ?? OWN[rule]?.summary ?? rule, own, foreign: [] };
}

function described(found: Found, text: RuleText | undefined): object {
  const { title, summary, own, foreign } = wordsOf(found, text);
  const [helpUri] = webAddresses(found.advisory?.references ?? []);
  return {
    shortDescription: messageText(title),
    fullDescription: messageText(summary),
    help: { text: messageText([...foreign, ...own].join('\n\n')).text, markdown: [...foreign.map((paragraph) => escapeForMarkdown(paragraph)), ...own].join('\n\n') },
    ...(helpUri === undefined ? {} : { helpUri }),
  };
}

/** A descriptor for each rule and advisory that has results, by id. Its severity is that of its worst result. */
export function descriptors(all: readonly Found[], texts: readonly RuleText[]): readonly Descriptor[] {
  const byId = new Map<string, Found>();
  for (const found of all) {
    const known = byId.get(found.ruleId);
    if (known === undefined || known.securitySeverity < found.securitySeverity) byId.set(found.ruleId, found);
  }
  return [...byId.values()]
    .toSorted((a, b) => (a.ruleId < b.ruleId ? -1 : 1))
    .map((found) => ({
      id: found.ruleId,
      ...described(found, texts.find(({ id }) => id === found.rule)),
      properties: { 'security-severity': found.securitySeverity.toFixed(1), tags: ['security', 'supply-chain', ...(found.rule === found.ruleId ? [] : [found.rule])] },
    }));
}
