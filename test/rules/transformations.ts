import { pythonLines } from './python-lines.js';

const joined = (lines: readonly string[]): string => lines.join('\n');

/** Names that are assigned to, and stand nowhere as a keyword, as an attribute or in a string. */
function variablesOf(text: string): readonly string[] {
  const assigned = new Set([...text.matchAll(/^\s*([A-Za-z_]\w*) *(?:: *\w+ *)?=(?!=)/gm)].map(([, name = '']) => name));
  return [...assigned].filter((name) => !new RegExp(String.raw`\.${name}\b|[(,]\s*${name}\s*=(?!=)|(["'])(?:(?!\1).)*\b${name}\b(?:(?!\1).)*\1|import .*\b${name}\b`).test(text));
}

/** Changes of a Python file that change nothing of what it does. */
export const sourceTransformations: Readonly<Record<string, (text: string) => string>> = {
  'renamed variables': (text) => variablesOf(text).reduce((changed, name) => changed.replace(new RegExp(String.raw`(?<!\w)${name}(?!\w)`, 'g'), `${name}_of_mine`), text),
  'added comments': (text) => joined(pythonLines(text).flatMap(({ text: line, startsStatement }) => (startsStatement ? ['# A harmless remark, with a quote: "', '# And a sentence.', line] : [line]))),
  'wrapped in if True': (text) => joined(['if True:', ...pythonLines(text).map(({ text: line, isInString }) => (isInString || line === '' ? line : `    ${line}`)), '    pass', '']),
  'wrapped in try': (text) => joined(['try:', ...pythonLines(text).map(({ text: line, isInString }) => (isInString || line === '' ? line : `    ${line}`)), '    pass', 'finally:', '    pass', '']),
  'CRLF line ends': (text) => text.replaceAll('\n', '\r\n'),
};

/** The same for files that are read line by line, as `.pth` files are. */
export const textTransformations: Readonly<Record<string, (text: string) => string>> = {
  'added comments': (text) => joined(text.split('\n').flatMap((line) => ['# A harmless remark', line])),
  'CRLF line ends': (text) => text.replaceAll('\n', '\r\n'),
};
