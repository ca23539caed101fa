import type { SourceFacts } from '../../core/facts/source-facts.js';
import { answers, factLists } from '../facts.js';
import type { Value } from '../fold/value.js';
import type { FileWrite } from '../flow/recording.js';
import { isOwn } from '../flow/outside.js';
import { LOCAL, MAIN, type Run } from '../flow/run.js';
import { withHidden } from '../hidden/read-hidden.js';
import type { PythonParser } from '../python-parser.js';
import type { SourceFile } from '../read-source.js';
import { shapeFacts } from '../shapes/shape-facts.js';
import { exported, placeOf } from './exports.js';
import { callsBetween, type Called } from './handed-over.js';
import { firstReading, isUpToDate, parsedFile, readWith, type Around, type FirstReadings, type Parsed, type Reading } from './reading.js';
import { heirsOf, heldByHeirs } from './heirs.js';
import { leftBetween, leftFor, withLeft, type Left } from './left.js';
import type { Resolve } from './resolve.js';

// Values that pass through one module on their way between two others need a round more.
const ROUNDS = 4;

/** What names mean in one file that belong to another, as far as the round before knows. Notes the file where one means something. */
function lookIn(runs: ReadonlyMap<string, Run>, from: string, { resolve, linked, places, heirs, left }: { readonly resolve: Resolve; readonly linked: Set<string>; readonly places: readonly string[]; readonly heirs: ReturnType<typeof heirsOf>; readonly left: Left }): (name: string) => Value | null {
  const known = new Map<string, Value | null>();
  return (name) => {
    const before = known.get(name);
    if (before !== undefined) return before;
    const found = isOwn(name) ? null : resolve(name, from);
    const run = found === null || found.path === from ? undefined : runs.get(found.path);
    const value = found === null && name.startsWith(LOCAL) ? heldByHeirs(name, from, { runs, heirs }) : found === null ? leftFor(name, from, left) : run === undefined || found.rest === '' ? null : withLeft(exported(run, found.rest, { module: found.path, place: places.indexOf(found.path) }), found, left);
    known.set(name, value);
    if (value !== null) linked.add(from);
    return value;
  };
}

/** Files that a module fetches, by their paths. Lines there mean nothing elsewhere. */
const fetchedFiles = ({ recording }: Run, module: string): readonly FileWrite[] =>
  recording.writes.flatMap((write) => {
    const keys = write.keys.filter((key) => key.startsWith('text:') && /\w{3}/.test(key.slice('text:'.length)));
    const origins = write.origins.filter(({ kind }) => kind === 'network').map((origin) => ({ ...origin, module: origin.module ?? module, line: 1, steps: [] }));
    return keys.length === 0 || origins.length === 0 ? [] : [{ ...write, keys, origins, line: 1 }];
  });

/** Reads modules again and again, as long as one tells another something new. Notes those that have something from others. */
function readTogether(all: readonly Parsed[], resolve: Resolve, { linked, first }: { readonly linked: Set<string>; readonly first: FirstReadings }): ReadonlyMap<string, Run> {
  const places = all.map(({ file }) => file.path);
  let readings: ReadonlyMap<string, Reading> = new Map();
  let runs: ReadonlyMap<string, Run> = new Map();
  let called: Called = { given: new Map(), starts: new Map() };
  for (let round = 0, isNew = true; isNew && round < ROUNDS; round += 1) {
    const [before, known] = [readings, runs];
    const [heirs, left] = [heirsOf(known, resolve), leftBetween(known, resolve)];
    readings = new Map(
      all.map((parsed) => {
        const { path, starts = [MAIN] } = parsed.file;
        const around: Around = { starts: [...starts, ...(called.starts.get(path) ?? [])], handed: called.given.get(path) ?? new Map(), outside: lookIn(known, path, { resolve, linked, places, heirs, left }) };
        const last = before.get(path);
        if (last === undefined) return [path, firstReading(parsed, around, first)];
        return [path, isUpToDate(last, around) ? last : readWith(parsed, around)];
      }),
    );
    isNew = [...readings].some(([path, reading]) => before.get(path) !== reading);
    runs = new Map([...readings].map(([path, { run }]) => [path, run]));
    called = callsBetween(runs, resolve, places);
    for (const path of called.given.keys()) linked.add(path);
  }
  return runs;
}

/** The facts of those files of a small package that know something of what they import from the others. `first` keeps what other groups of the same package can use. */
export function linkedFacts(files: readonly SourceFile[], resolveName: Resolve, { parser, first = new Map() }: { readonly parser: PythonParser; readonly first?: FirstReadings }): ReadonlyMap<string, SourceFacts> {
  const all = files.flatMap((file) => parsedFile(file, { parser, first }));
  const places = all.map(({ file }) => file.path);
  const resolve: Resolve = (name, from) => {
    const handed = placeOf(name);
    return handed === null ? resolveName(name, from) : { path: places[handed.place] ?? '', rest: handed.rest };
  };
  const linked = new Set<string>();
  const runs = readTogether(all, resolve, { linked, first });
  return new Map(
    all.flatMap(({ file, tree }) => {
      const run = runs.get(file.path);
      if (run === undefined || !linked.has(file.path)) return [];
      const lists = factLists(run, file.isHelper === true, [...runs].flatMap(([path, other]) => (path === file.path ? [] : fetchedFiles(other, path))));
      return [[file.path, answers(withHidden(lists, run, parser), { ...file, ...shapeFacts(tree) })]];
    }),
  );
}
