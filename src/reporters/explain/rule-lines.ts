import type { RuleText } from '../../core/explanation.js';
import type { Verbosity } from '../../core/run.js';
import { isDetailed } from '../table/evidence.js';
import type { Ink } from '../table/ink.js';

const KINDS: Readonly<Record<RuleText['kind'], string>> = {
  source: 'looks at the Python code of each file',
  text: 'looks at files beside the Python code that can run or steer some',
  content: 'looks at what is in files of any kind: names in data, commands in scripts, characters that do not show',
  package: 'looks at the package as a whole: metadata, list of files, archive',
  name: 'looks at the name',
  review: 'comes with the review by a language model, where there is one',
  project: 'looks at what advisories and the index say of this version',
};

/** A heading of its own line, and a paragraph below it. */
export function section(heading: string, paragraphs: readonly string[], ink: Ink): readonly string[] {
  return paragraphs.length === 0 ? [] : [heading, ...paragraphs.flatMap((text) => ink.prose(2, text))];
}

const perhaps = (text: string | null): readonly string[] => (text === null ? [] : [text]);

/** One rule in full. */
export function ruleLines(rule: RuleText, ink: Ink): readonly string[] {
  return [
    ...ink.item(0, rule.id, ink.dash, rule.title),
    ...ink.prose(2, `(${rule.kind}: ${KINDS[rule.kind]})`).map(ink.faint),
    '',
    ...section('What it means', rule.about, ink),
    ...section('What to do', perhaps(rule.whatToDo ?? GENERAL_ADVICE), ink),
    ...section('Out of scope', perhaps(rule.outOfScope), ink),
  ];
}

/** For rules that know nothing better. */
export const GENERAL_ADVICE = 'Read the lines it points at, and compare with the source of the project. If you cannot tell why they are there, do not install the package.';

/** All rules, a line each; with their summaries where more is wanted. */
export function ruleListLines(rules: readonly RuleText[], verbosity: Verbosity, ink: Ink): readonly string[] {
  const more = (summary: string): readonly string[] => (isDetailed(verbosity) ? ink.prose(2, summary).map(ink.faint) : []);
  const lines = rules.flatMap(({ id, kind, title, summary }) => [...ink.item(0, id, `(${kind})`, ink.dash, title), ...more(summary)]);
  return [...lines, '', ...ink.item(0, `${rules.length} rules. depsec explain RULE tells more about one${isDetailed(verbosity) ? '' : ', --verbose about all'}.`)];
}
