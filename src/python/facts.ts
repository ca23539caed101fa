import type { Call, CallKind, Flow, FlowQuestion, FlowStep, ImportFact, ShapeFact, SourceFacts, Trait, When } from '../core/source-facts.js';
import { HOLE, type Origin } from './fold/value.js';
import { TOP, type Arrival, type FileWrite, type RecordedCall, type Run } from './flow/run.js';
import { commandTraits } from './vocabulary/commands.js';
import { addressTraits } from './vocabulary/network.js';
import { isSystemPath, startsLater } from './vocabulary/paths.js';
import { executedFiles, loadsOf } from './when/loads.js';
import { beyondTopLevel, whenByOwner } from './when/reach.js';

const NO_TRAITS: ReadonlySet<Trait> = new Set();

function traitsOf(kind: CallKind, text: string | null): ReadonlySet<Trait> {
  if (text === null) return NO_TRAITS;
  if (kind === 'process') return commandTraits(text);
  if (kind === 'network' || kind === 'connect') return addressTraits(text);
  if (kind !== 'write') return NO_TRAITS;
  return new Set<Trait>([...(isSystemPath(text) ? ['system-path' as const] : []), ...(startsLater(text) ? ['takes-root' as const] : [])]);
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
});

function flowFact(arrival: Arrival, origin: Origin, how: { readonly when: When; readonly through: Flow['through']; readonly extra: readonly FlowStep[] }): readonly Flow[] {
  if (origin.kind === 'secret-path') return [];
  const steps = [
    { what: `${origin.name} gives it`, line: origin.line },
    ...origin.steps,
    ...how.extra,
    { what: `reaches ${arrival.sink.name}`, line: arrival.sink.line },
  ];
  return [{ from: origin.kind, to: arrival.to, source: { name: origin.name, line: origin.line }, sink: arrival.sink, when: how.when, through: how.through, steps }];
}

/** True when a command or code at the sink comes from the file that was written. */
function runsFile(arrival: Arrival, write: FileWrite): boolean {
  if (write.keys.some((key) => arrival.keys.includes(key))) return true;
  const { text } = arrival;
  if (text === null) return false;
  return write.keys.some((key) => key.startsWith('text:') && text.includes(key.slice('text:'.length).split(HOLE).findLast((part) => part.length > 3) ?? key));
}

function flowsInto(arrival: Arrival, when: When, writes: readonly FileWrite[]): readonly Flow[] {
  const direct = arrival.origins.flatMap((origin) => flowFact(arrival, origin, { when, through: 'value', extra: [] }));
  if (arrival.to === 'network') return direct;
  const stored = writes
    .filter((write) => runsFile(arrival, write))
    .flatMap((write) => write.origins.flatMap((origin) => flowFact(arrival, origin, { when, through: 'file', extra: [{ what: 'written to a file', line: write.line }] })));
  return [...direct, ...stored];
}

function unique<T>(items: readonly T[], identity: (item: T) => string): readonly T[] {
  return [...new Map(items.toReversed().map((item) => [identity(item), item])).values()].toReversed();
}

const byLine = <T extends { readonly line: number }>(left: T, right: T): number => left.line - right.line;
const asSet = <T extends string>(one: T | readonly T[]): ReadonlySet<T> => (typeof one === 'string' ? new Set([one]) : new Set(one));

/** The answers that rules ask for, out of one interpretation. */
export function factsFrom(run: Run, { path, isHelper, shapes }: { readonly path: string; readonly isHelper?: boolean; readonly shapes: readonly ShapeFact[] }): SourceFacts {
  const when = whenByOwner(run);
  const isIndirect = isHelper === true ? beyondTopLevel(run) : (): boolean => false;
  const { recording } = run;
  const calls = unique(recording.calls.map((call) => callFact(call, { when: when(call.owner), isIndirect: isIndirect(call.owner), isKept: isKept(call, recording.writes) })).toSorted(byLine), (call) => `${call.kind} ${call.line} ${call.name} ${call.text}`);
  const flows = unique(
    recording.arrivals.toSorted((left, right) => byLine(left.sink, right.sink)).flatMap((arrival) => flowsInto(arrival, when(arrival.owner), recording.writes)),
    (flow) => `${flow.from} ${flow.source.name} ${flow.source.line} ${flow.to} ${flow.sink.name} ${flow.sink.line}`,
  );
  const imports: readonly ImportFact[] = recording.imports.map(({ name, line, owner }) => ({ name, line, when: when(owner) }));
  return {
    path,
    runs: run.runs,
    imports,
    texts: unique(recording.texts, ({ mark, name, line }) => `${mark} ${name} ${line}`).toSorted(byLine),
    shapes,
    loads: loadsOf(run, when),
    executes: executedFiles(run, when),
    calls: (kind) => calls.filter((call) => call.kind === kind),
    flows: (question: FlowQuestion) => {
      const [from, to] = [asSet(question.from), asSet(question.to)];
      return flows.filter((flow) => from.has(flow.from) && to.has(flow.to));
    },
  };
}
