import type { Call, CallKind, Flow, FlowQuestion, ImportFact, Loads, MarkedText, ShapeFact, SourceFacts, Trait, When } from '../core/facts/source-facts.js';
import type { FileWrite, RecordedCall } from './flow/recording.js';
import { TOP, type Run } from './flow/run.js';
import { withCopies } from './copies.js';
import { flowsInto } from './flows.js';
import { importedWrites } from './imported-writes.js';
import { commandTraits } from './vocabulary/commands.js';
import { addressTraits } from './vocabulary/network/addresses.js';
import { isSystemPath, isUserFolder, startsLater } from './vocabulary/paths.js';
import { executedFiles, loadsOf, NO_LOADS } from './when/loads.js';
import { beyondTopLevel, whenByOwner } from './when/reach.js';

const NO_TRAITS: ReadonlySet<Trait> = new Set();

function traitsOf(kind: CallKind, text: string | null): ReadonlySet<Trait> {
  if (text === null) return NO_TRAITS;
  if (kind === 'process' || kind === 'command-line') return commandTraits(text);
  if (kind === 'network' || kind === 'connect') return addressTraits(text);
  if (kind !== 'write') return NO_TRAITS;
  return new Set<Trait>([...(isSystemPath(text) ? ['system-path' as const] : []), ...(startsLater(text) ? ['takes-root' as const] : []), ...(isUserFolder(text) ? ['user-folder' as const] : [])]);
}

// Files that something runs or imports by their names.
const RUNNABLE = /\.(?:pyw?|pyc|pyd|pth|so|dll|dylib|exe|scr|msi|com|bat|cmd|ps1|vbs|hta|lnk|jar|sh|command|desktop)$/i;

// The line tells a reply from others: it is where the call stands.
const isKept = (call: RecordedCall, writes: readonly FileWrite[]): boolean =>
  call.kind === 'network' &&
  writes.some(({ keys, origins }) => !keys.some((key) => RUNNABLE.test(key)) && origins.some((origin) => origin.kind === 'network' && origin.line === call.line));

const callFact = (call: RecordedCall, how: Pick<Call, 'when' | 'isIndirect' | 'isKept'>): Call => ({
  kind: call.kind,
  name: call.name,
  line: call.line,
  ...how,
  text: call.text,
  traits: traitsOf(call.kind, call.text),
  within: call.owner === TOP ? '' : call.owner,
  hidden: null,
});

function unique<T>(items: readonly T[], identity: (item: T) => string): readonly T[] {
  return [...new Map(items.toReversed().map((item) => [identity(item), item])).values()].toReversed();
}

const byLine = <T extends { readonly line: number }>(left: T, right: T): number => left.line - right.line;
const asSet = <T extends string>(one: T | readonly T[]): ReadonlySet<T> => (typeof one === 'string' ? new Set([one]) : new Set(one));

/** The facts of one file as lists. */
export interface FactLists {
  readonly imports: readonly ImportFact[];
  readonly loads: Loads;
  readonly executes: SourceFacts['executes'];
  readonly texts: readonly MarkedText[];
  readonly calls: readonly Call[];
  readonly flows: readonly Flow[];
}

/** Nothing at all. */
export const NO_LISTS: FactLists = { imports: [], loads: NO_LOADS, executes: [], texts: [], calls: [], flows: [] };

/** What one interpretation tells. `elsewhere`: what other modules of the package have put into files that are known by their paths. */
export function factLists(run: Run, isHelper: boolean, elsewhere: readonly FileWrite[] = []): FactLists {
  const when = whenByOwner(run);
  const isIndirect = isHelper ? beyondTopLevel(run) : (): boolean => false;
  const { recording } = run;
  const writes = withCopies([...recording.writes, ...elsewhere]);
  const calls = unique(recording.calls.map((call) => callFact(call, { when: when(call.owner), isIndirect: isIndirect(call.owner), isKept: isKept(call, recording.writes) })).toSorted(byLine), (call) => `${call.kind} ${call.line} ${call.name} ${call.text}`);
  const flows = unique(
    [...recording.arrivals, ...importedWrites(recording)].toSorted((left, right) => byLine(left.sink, right.sink)).flatMap((arrival) => flowsInto(arrival, when(arrival.owner), writes)),
    (flow) => `${flow.from} ${flow.source.name} ${flow.source.line} ${flow.to} ${flow.sink.name} ${flow.sink.line}`,
  );
  const imports: readonly ImportFact[] = unique(recording.imports.map(({ name, line, owner }) => ({ name, line, when: when(owner) })), ({ name, line }) => `${name} ${line}`);
  return { imports, calls, flows, loads: loadsOf(run, when), executes: executedFiles(run, when), texts: unique(recording.texts, ({ mark, name, line }) => `${mark} ${name} ${line}`).toSorted(byLine) };
}

/** The answers that rules ask for. */
export function answers(lists: FactLists, file: { readonly path: string; readonly runs: When; readonly shapes: readonly ShapeFact[] }): SourceFacts {
  const { imports, texts, loads, executes, calls, flows } = lists;
  const byKind = new Map<CallKind, readonly Call[]>();
  return {
    path: file.path,
    runs: file.runs,
    shapes: file.shapes,
    imports,
    texts,
    loads,
    executes,
    calls: (kind) => {
      const known = byKind.get(kind) ?? calls.filter((call) => call.kind === kind);
      byKind.set(kind, known);
      return known;
    },
    flows: (question: FlowQuestion) => {
      const [from, to] = [asSet(question.from), asSet(question.to)];
      return flows.filter((flow) => from.has(flow.from) && to.has(flow.to));
    },
  };
}
