import type { MemberFacts } from '../core/facts/member-facts.js';
import { defineRule, type RuleFinding } from '../core/rule.js';

// virtualenv puts this one into every environment that it makes; what the line in it says is judged by itself.
const OF_VIRTUALENV = new Set(['_virtualenv.pth', '_virtualenv.py', 'distutils-precedence.pth']);
const isReadAtStart = ({ path }: MemberFacts): boolean => /^[^/]+\.(?:pth|start)$/i.test(path) && !OF_VIRTUALENV.has(path);
const isCode = ({ path, kind }: MemberFacts): boolean => (kind === 'python' || kind === 'native') && !OF_VIRTUALENV.has(path);

function summary(files: readonly MemberFacts[]): readonly RuleFinding[] {
  const [first] = files;
  if (first === undefined) return [];
  const others = files.length === 1 ? '' : ` and ${files.length - 1} more`;
  return [{ severity: 'info', message: `${first.path}${others} ${files.length === 1 ? 'is code that belongs' : 'are code that belongs'} to no installed package`, file: first.path }];
}

export default defineRule({
  kind: 'package',
  title: 'Lies among the packages and belongs to none of them',
  docs: `Installers list every file that they put into an environment, so a file on nobody's list was put there by somebody else. A .pth or .start file counts most: Python reads it at every start, runs what it says, and looks for modules wherever it points.

What to do: find out who put it there; remove it if nobody can tell.

Out of scope: files that the user's own scripts or the system's package manager put there are told apart by nobody; code among them is only counted, and judged like that of any package.`,

  check: ({ kind, wheel, members }) => {
    if (kind !== 'installed' || wheel === null || wheel.distInfo !== null) return [];
    const starts = members.filter(isReadAtStart).map(({ path }) => ({ severity: 'medium', message: `${path} belongs to no installed package, and Python reads it whenever it starts`, file: path }) as const);
    return [...starts, ...summary(members.filter(isCode))];
  },
});
