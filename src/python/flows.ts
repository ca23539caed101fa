import type { Flow, FlowStep, When } from '../core/facts/source-facts.js';
import { HOLE, type Origin } from './fold/value.js';
import type { Arrival, FileWrite, Recording } from './flow/recording.js';
import { canImport } from './import-path.js';
import { namesDiffer, namesFile } from './named-files.js';
import { tendsFile } from './vocabulary/passive-programs.js';

/** What of a recording flows are made of. */
export type RecordedFlows = Pick<Recording, 'arrivals' | 'writes'>;

interface Way {
  readonly when: When;
  readonly through: Flow['through'];
  readonly extra: readonly FlowStep[];
}

function flowFact(arrival: Arrival, origin: Origin, way: Way): readonly Flow[] {
  if (origin.kind === 'secret-path' || origin.kind === 'key-name') return [];
  const steps = [
    { what: `${origin.name}${origin.module === undefined ? '' : ` in ${origin.module}`} gives it`, line: origin.line },
    ...origin.steps,
    ...way.extra,
    { what: `reaches ${arrival.sink.name}`, line: arrival.sink.line },
  ];
  return [{ from: origin.kind, to: arrival.to, source: { name: origin.name, line: origin.line }, sink: arrival.sink, when: way.when, through: way.through, steps, hidden: null }];
}

const isSameFile = (arrival: Arrival, write: FileWrite): boolean => write.keys.some((key) => arrival.keys.includes(key));

const PROGRAM = /^[\s"']*(?:(?:\S{0,300}[\\/])?(?:python[\d.]*|pythonw|(?:ba|z|da)?sh|node|bun|deno|perl|cmd(?:\.exe)?\s+\/c)\s+(?:-\S+\s+|run\s+){0,3})?["']?(\S+)/i;

/** True for a program that lies in an unpacked folder, or is a moved file. Builds unpack sources and tell their tools where those are: that is no program. */
function isProgramIn(command: string, keys: readonly string[]): boolean {
  const program = PROGRAM.exec(command)?.[1] ?? '';
  return keys.some((key) => key.startsWith('text:') && program.includes(key.slice('text:'.length).split(HOLE).findLast((part) => part.length > 3) ?? key));
}

/** True when a command or code at the sink comes from the file that was written. */
export function runsFile(arrival: Arrival, write: FileWrite): boolean {
  const { text } = arrival;
  if ((text !== null && text === write.by) || !canImport(arrival, write)) return false;
  if (write.of !== undefined && arrival.to === 'process') return isProgramIn(text ?? '', write.keys);
  if (isSameFile(arrival, write)) return !namesDiffer(arrival, write);
  if (text === null) return false;
  return write.keys.some((key) => namesFile(text, key));
}

// What was fetched or decoded and then is sent is nobody's secret.
const IS_SECRET: ReadonlySet<string> = new Set(['credentials', 'environment', 'host', 'observation', 'key']);

/** What of a file can be of note where it arrives. A script of the code's own is run by what starts it, and is not by what makes it a program. */
function tellingOrigins({ to, text }: Arrival, { origins }: FileWrite): readonly Origin[] {
  if (to === 'network') return origins.filter(({ kind }) => IS_SECRET.has(kind));
  return to === 'process' && text !== null && tendsFile(text) ? origins.filter(({ kind }) => kind !== 'script') : origins;
}

/** All flows that end in one sink, those by way of a file that the code itself writes as well. */
export function flowsInto(arrival: Arrival, when: When, writes: readonly FileWrite[]): readonly Flow[] {
  const direct = arrival.origins.flatMap((origin) => flowFact(arrival, origin, { when, through: 'value', extra: [] }));
  if (arrival.to === 'address') return direct.filter(({ from }) => from === 'hidden');
  const isSent = arrival.to === 'network';
  const stored = writes
    .filter((write) => (isSent ? isSameFile(arrival, write) : runsFile(arrival, write)))
    .flatMap((write) => tellingOrigins(arrival, write).flatMap((origin) => flowFact(arrival, origin, { when, through: 'file', extra: [{ what: 'written to a file', line: write.line }] })));
  return [...direct, ...stored];
}
