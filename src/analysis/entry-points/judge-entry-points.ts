import { severities, type Finding } from '../../core/finding.js';
import type { When } from '../../core/facts/source-facts.js';
import type { Analyser } from '../analyser.js';
import { calledBy, startsOf } from '../called-on-import.js';
import { readGuarded } from '../judge-python.js';
import { runSourceRules } from '../run-source-rules.js';
import { callerOf, enteredBy, type EnteredModule, type EnteredQuestion } from './entered-modules.js';
import { isStartedByName, type EntryPoint } from './entry-point.js';

/** Modules that are entered, by their paths. */
type Entered = ReadonlyMap<string, EnteredModule>;

// Most packages have no such points, and need no look for the modules behind them.
const enteredAt = async (points: readonly EntryPoint[], question: EnteredQuestion): Promise<Entered> => (points.length === 0 ? new Map<string, never>() : await enteredBy(points, question));

/** What is found in modules when the functions run that the points lead to, in the module itself or in one that it calls. */
async function findingsOf(entered: Entered, { runs, ...question }: EnteredQuestion & { readonly runs: When }, analyser: Analyser): Promise<readonly Finding[]> {
  if (entered.size === 0) return [];
  const found: Finding[] = [];
  const callers = [...entered].map(([path, module]) => callerOf(path, module));
  const made = calledBy(callers);
  const candidates = new Map([...question.waiting, ...[...entered].map(([path, { text }]) => [path, Buffer.from(text, 'latin1')] as const)]);
  for (const [path, bytes] of candidates) {
    const starts = [...(entered.get(path)?.starts ?? []), ...startsOf(path, bytes, { callers, made })];
    if (starts.length === 0) continue;
    const { facts, lines } = await readGuarded({ path, bytes, runs, starts }, analyser);
    if (facts !== null) found.push(...runSourceRules(analyser.rules, { facts, gapKind: 'latent', file: path, lines }).findings);
  }
  return found;
}

const isPlace = (one: Finding, other: Finding): boolean => one.rule === other.rule && one.file === other.file && one.line === other.line;
const isGraver = (one: Finding, other: Finding): boolean => severities.indexOf(one.severity) > severities.indexOf(other.severity);

const isCritical = ({ severity }: Finding): boolean => severity === 'critical';
const warns = ({ severity }: Finding): boolean => severity === 'medium';

/** What is told of a place already gives way to what is graver. */
function addGraver(findings: Finding[], more: readonly Finding[]): void {
  for (const finding of more) {
    const known = findings.filter((other) => isPlace(other, finding));
    if (known.every((other) => isGraver(finding, other))) findings.splice(0, findings.length, ...findings.filter((other) => !known.includes(other)), finding);
  }
}

/** What shows when modules that are entered so are read together with those that they take from. */
type FindEntered = (modules: Entered) => Promise<readonly Finding[]>;

/**
 * Adds what shows when entry points are used. What a tool loads of its own accord counts like what runs on import. What somebody starts by its name
 * does what that one asked for, as far as anybody can tell: there the rules warn at most.
 */
export async function judgeEntryPoints(question: EnteredQuestion, analyser: Analyser, linked: FindEntered): Promise<void> {
  const { reading, container } = question;
  const points = container.isWheel ? reading.files.entryPoints() : reading.plan.entryPoints;
  const plugins = await enteredAt(points.filter((point) => !isStartedByName(point)), question);
  const loaded = [...(await findingsOf(plugins, { ...question, runs: 'autoload' }, analyser)), ...(await linked(plugins))];
  const started = question.waiting.size === 0 ? [] : await findingsOf(await enteredAt(points.filter(isStartedByName), question), { ...question, runs: 'command' }, analyser);
  addGraver(reading.findings, [...loaded.filter(isCritical), ...started.filter(warns)]);
}
