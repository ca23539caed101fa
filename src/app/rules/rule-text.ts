import type { RuleText } from '../../core/explanation.js';
import type { Rule } from '../../core/rule.js';

const oneLine = (text: string): string => text.replace(/\s+/g, ' ').trim();

// Docs are written as prose in which two sections have a heading of their own.
const HEADING = /(?:^|\s)(What to do|Out of scope)(?: for now)?: */g;

const capital = (text: string): string => text.charAt(0).toUpperCase() + text.slice(1);

interface Sections {
  readonly about: string;
  readonly whatToDo: string | null;
  readonly outOfScope: string | null;
}

function sectionsOf(docs: string): Sections {
  const headings = [...docs.matchAll(HEADING)];
  const textOf = (name: string): string | null => {
    const index = headings.findIndex((heading) => heading[1] === name);
    const heading = headings[index];
    if (heading === undefined) return null;
    return capital(oneLine(docs.slice(heading.index + heading[0].length, headings[index + 1]?.index)));
  };
  return { about: docs.slice(0, headings[0]?.index), whatToDo: textOf('What to do'), outOfScope: textOf('Out of scope') };
}

const firstSentence = (text: string): string => /^.*?[.!?](?= |$)/.exec(text)?.[0] ?? text;

/** Takes the docs of a rule apart: what it looks for, what to do about it, what it leaves out. */
export function ruleText(id: string, { kind, title, docs }: Pick<Rule, 'title' | 'docs'> & Pick<RuleText, 'kind'>): RuleText {
  const { about, whatToDo, outOfScope } = sectionsOf(docs);
  return {
    id, kind, title, whatToDo, outOfScope,
    summary: firstSentence(oneLine(docs)),
    about: about.split(/\n\s*\n/).map(oneLine).filter((paragraph) => paragraph !== ''),
  };
}
