import type { ScriptLine } from './script-lines.js';

interface Rule {
  readonly targets: readonly string[];
  readonly needs: readonly string[];
  readonly recipe: ScriptLine[];
}

interface Makefile {
  readonly rules: readonly Rule[];
  readonly variables: ReadonlyMap<string, string>;
  /** Commands that make runs while it reads. */
  readonly atOnce: readonly ScriptLine[];
}

const MOST_RULES = 20_000;
const LONGEST_LINE = 4_000;
const DEEPEST = 5;

const VARIABLE = /^ *(?:export +|override +)*([\w.-]+)\s*(?:::?:?|\?|\+)?=\s*(.*)$/;
const COMMAND_VARIABLE = /^ *([\w.-]+)\s*!=\s*(.*)$/;
const RULE = /^([^\t#=:][^=:]*)::?(?!=)([^;]*)(?:;(.*))?$/;
const SHELL_CALL = /\$[({]shell\s+([^\n]{1,2000})[)}]/;

/** Lines with those joined that end in a backslash. */
function joinedLines(text: string): readonly ScriptLine[] {
  const lines: ScriptLine[] = [];
  let begun: ScriptLine | null = null;
  for (const [index, written] of text.split(/\r?\n/).entries()) {
    const line = written.slice(0, LONGEST_LINE);
    const whole: ScriptLine = begun === null ? { text: line, line: index + 1 } : { text: `${begun.text} ${line.trim()}`, line: begun.line };
    const goesOn = whole.text.endsWith('\\') && whole.text.length < LONGEST_LINE;
    begun = goesOn ? { ...whole, text: whole.text.slice(0, -1) } : null;
    if (!goesOn) lines.push(whole);
  }
  return begun === null ? lines : [...lines, begun];
}

const words = (text: string): readonly string[] => text.split(/\s+/).filter((word) => word !== '');

/** Reads rules, variables and commands; what stands in a branch that is not taken counts as well. */
function parsed(text: string): Makefile {
  const [rules, variables, atOnce]: [Rule[], Map<string, string>, ScriptLine[]] = [[], new Map(), []];
  for (const { text: line, line: number } of joinedLines(text)) {
    if (line.startsWith('\t')) {
      rules.at(-1)?.recipe.push({ text: line, line: number });
      continue;
    }
    const [, command] = SHELL_CALL.exec(line) ?? COMMAND_VARIABLE.exec(line)?.slice(1) ?? [];
    if (command !== undefined) atOnce.push({ text: command, line: number });
    const [, name, value] = VARIABLE.exec(line) ?? [];
    if (name !== undefined) variables.set(name, value ?? '');
    const [, targets = '', needs = '', first] = name === undefined && rules.length < MOST_RULES ? (RULE.exec(line) ?? []) : [];
    if (targets.trim() !== '') rules.push({ targets: words(targets), needs: words(needs), recipe: first === undefined ? [] : [{ text: first, line: number }] });
  }
  return { rules, variables, atOnce };
}

function expanded(text: string, variables: Makefile['variables']): string {
  let result = text;
  for (let depth = 0; depth < DEEPEST && result.includes('$'); depth += 1) {
    const next = result.replace(/\$[({]([\w.-]+)[)}]/g, (whole, name: string) => variables.get(name) ?? whole).slice(0, LONGEST_LINE);
    if (next === result) break;
    result = next;
  }
  return result;
}

function add(byTarget: Map<string, Rule[]>, target: string, rule: Rule): void {
  const known = byTarget.get(target);
  if (known === undefined) byTarget.set(target, [rule]);
  else known.push(rule);
}

/** The rules by each of their targets, with variables filled in. */
function rulesByTarget({ rules, variables }: Makefile): ReadonlyMap<string, readonly Rule[]> {
  const byTarget = new Map<string, Rule[]>();
  for (const rule of rules) for (const target of rule.targets.flatMap((each) => words(expanded(each, variables)))) add(byTarget, target, rule);
  return byTarget;
}

// `%.o: %.c`, and `.c.o:` as it was written before: for any file of a kind.
const isForKind = (target: string): boolean => target.includes('%') || /^\.\w+\.\w+$/.test(target);
const isGoal = (target: string): boolean => !target.startsWith('.') && !target.includes('%');

/** The rules of these goals, of what they need, and those for any file of a kind. */
function reached(makefile: Makefile, goals: readonly string[]): ReadonlySet<Rule> {
  const byTarget = rulesByTarget(makefile);
  const waiting = goals.length > 0 ? [...goals] : (makefile.rules.find(({ targets }) => targets.some(isGoal))?.targets ?? []).flatMap((each) => words(expanded(each, makefile.variables)));
  const seen = new Set(waiting);
  const found = new Set(makefile.rules.filter(({ targets }) => targets.some(isForKind)));
  for (let goal = waiting.pop(); goal !== undefined; goal = waiting.pop()) {
    for (const rule of byTarget.get(goal) ?? []) {
      found.add(rule);
      const fresh = rule.needs.flatMap((need) => words(expanded(need, makefile.variables))).filter((need) => !seen.has(need));
      for (const need of fresh) seen.add(need);
      waiting.push(...fresh);
    }
  }
  return found;
}

/**
 * The commands that make runs for these goals (for the first one of the file where there are none) and for what they need.
 * See the GNU make manual, "How make Processes a Makefile". Other files that it includes are not looked for.
 */
export function makeCommands(text: string, goals: readonly string[]): readonly ScriptLine[] {
  const makefile = parsed(text);
  const recipes = [...reached(makefile, goals)].flatMap(({ recipe }) => recipe);
  return [...makefile.atOnce, ...recipes].map(({ text: line, line: number }) => ({ text: expanded(line.replace(/^[\s@+-]+/, ''), makefile.variables).replaceAll('$$', '$'), line: number }));
}
