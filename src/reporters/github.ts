import { defineReporter } from '../core/run.js';
import type { Run } from '../core/run.js';
import { escapeForCommand, workflowCommand } from './escape/workflow-command.js';
import { anchors } from './graph/anchor.js';
import { dependencies } from './graph/dependencies.js';
import { packageCommand } from './github/package-command.js';
import { countWords } from './words/counts.js';
import { serviceGaps } from './words/service-gaps.js';
import { worstFirst } from './words/standing.js';

function runCommands({ decisions, problems, notices }: Run): readonly string[] {
  return [
    ...problems.map(({ what, why }) => workflowCommand('error', { title: 'depsec' }, [`Cannot judge ${escapeForCommand(what)}: ${escapeForCommand(why)}`])),
    ...serviceGaps(decisions).map(({ gap }) => workflowCommand('notice', { title: 'depsec' }, [`Could not check ${escapeForCommand(`${gap.what}: ${gap.why}`)}`])),
    ...notices.filter(({ level }) => level === 'warning').map(({ text }) => workflowCommand('notice', { title: 'depsec' }, [escapeForCommand(text)])),
  ];
}

function render(run: Run): string {
  const places = anchors(run.decisions, dependencies(run.decisions));
  const anchorOf = new Map(run.decisions.map((decision, index) => [decision, places[index] ?? null]));
  const packages = worstFirst(run.decisions).filter(({ verdict }) => verdict !== 'safe').map((decision) => packageCommand(decision, anchorOf.get(decision) ?? null));
  return [...packages, ...runCommands(run), `depsec: ${countWords(run)}`, ''].join('\n');
}

export default defineReporter({ title: 'Annotations of a GitHub workflow, worst first; the job summary gets the page in Markdown', render });
