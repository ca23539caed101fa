import type { ExecutedFile, Loads, When } from '../../core/facts/source-facts.js';
import { HOLE } from '../fold/value.js';
import type { Arrival, NamesByOwner, RecordedCall, RecordedLoad, SetupArgument } from '../flow/recording.js';
import type { Run } from '../flow/run.js';
import { scriptForPython } from '../vocabulary/python-command.js';
import { changesArguments } from './asked.js';
import { filesIn, linesOfFilesIn } from './files-in.js';
import { startNames } from './starts.js';

/** Of files that do not run while installing. */
export const NO_LOADS: Loads = { imports: [], calls: [], mentions: [], literals: [], files: [], folders: [], requires: [], runRequires: [], entryPoints: [], changesArguments: false };

const unique = (texts: readonly string[]): readonly string[] => [...new Set(texts)];

/** A script by its name, and as it is found from the folder that a program is started in. */
const seenFrom = (folder: string | undefined, file: string): readonly string[] => (folder === undefined || /^(?:\/|\{\})/.test(file) ? [file] : [file, `${folder}/${file.replace(/^\.\//, '')}`]);

/** Scripts and modules that a command line hands to Python. */
function startedBy({ text, folder }: Pick<RecordedCall, 'text' | 'folder'>): { readonly files: readonly string[]; readonly modules: readonly string[] } {
  const command = text ?? '';
  const named = [...command.matchAll(/(?<![^\s"'=])[^\s"'=]+\.pyw?(?![\w.])/g)].map(([path]) => path);
  // Python runs a file whatever it is called.
  const first = scriptForPython(command);
  const files = first === null || named.includes(first) ? named : [first, ...named];
  const modules = [...command.matchAll(/(?:python\S{0,40}|\{\})(?:\s+-\w+)*\s+-m\s+([\w.]+)/g)].flatMap(([, name]) => name ?? []);
  return { files: files.flatMap((file) => seenFrom(folder, file)), modules };
}

/** Where a module lies that Python is started with. */
function pathsOf(module: string): readonly string[] {
  const path = `${HOLE}/${module.replaceAll('.', '/')}`;
  return [`${path}.py`, `${path}/__main__.py`];
}

/** Names that belong to other modules. A bare word is one of Python's own, or comes from a module of which everything was imported. */
function outsideNames(names: NamesByOwner, run: Run, when: (owner: string) => When): readonly string[] {
  const used = [...names].flatMap(([owner, found]) => (when(owner) === 'install' ? [...found] : []));
  const starred = used.filter((name) => !name.includes('.')).flatMap((name) => [...run.starImports].map((module) => `${module}.${name}`));
  return [...used.filter((name) => name.includes('.')), ...starred];
}

/** The files that such code is out of, and how much of them it is. */
const filesOf = ({ keys, text }: Arrival): readonly Pick<ExecutedFile, 'text' | 'share'>[] =>
  text === null ? [...filesIn(keys).map((file) => ({ text: file, share: 'read' as const })), ...linesOfFilesIn(keys).map((file) => ({ text: file, share: 'line' as const }))] : [...filesIn(keys), text].map((file) => ({ text: file }));

/** Files whose content is a command, or a part of one; a file that the command names is only started by it. */
const toldBy = ({ origins, keys, text }: Arrival): readonly string[] => [
  ...origins.filter(({ kind }) => kind === 'shipped').map(({ name }) => name),
  ...[...filesIn(keys), ...linesOfFilesIn(keys)].filter((file) => text?.includes(file) !== true),
];

/** Files whose content the file runs as code: by exec(), by runpy, by starting Python for them or by telling it to a shell. */
export function executedFiles(run: Run, when: (owner: string) => When): readonly ExecutedFile[] {
  const { arrivals, calls } = run.recording;
  // Whoever has runpy run a file has it run as a script, as a rule.
  const executed = arrivals.filter(({ to }) => to === 'exec').flatMap((arrival) => filesOf(arrival).map((file) => ({ ...file, when: when(arrival.owner), isStarted: arrival.sink.name === 'runpy.run_path' })));
  const started = calls.filter(({ kind, text }) => kind === 'process' && text !== null).flatMap((call) => {
    const { files, modules } = startedBy(call);
    return [...files, ...modules.flatMap(pathsOf)].map((file) => ({ text: file, when: when(call.owner), isStarted: true }));
  });
  const told = arrivals.filter(({ to }) => to === 'process').flatMap((arrival) => toldBy(arrival).map((text) => ({ text, when: when(arrival.owner), isStarted: false, isTold: true })));
  return [...executed, ...started, ...told];
}

/** What comes to run together with this file while installing. */
export function loadsOf(run: Run, when: (owner: string) => When): Loads {
  if (run.runs !== 'install') return NO_LOADS;
  const { recording } = run;
  const runsNow = ({ owner }: { readonly owner: string }): boolean => when(owner) === 'install';
  const textsOf = (loads: readonly RecordedLoad[]): readonly string[] => loads.filter(runsNow).map(({ text }) => text);
  const given = (name: SetupArgument): readonly string[] => recording.setup.get(name) ?? [];
  const started = recording.calls.filter((call) => call.kind === 'process' && runsNow(call)).map(startedBy);
  const executed = recording.arrivals.filter((arrival) => arrival.to === 'exec' && runsNow(arrival)).flatMap(({ keys }) => filesIn(keys));
  return {
    imports: unique([...recording.imports.filter(runsNow).map(({ name }) => name), ...started.flatMap(({ modules }) => modules)]),
    calls: unique([...outsideNames(recording.outside, run, when), ...startNames(run)]),
    mentions: unique(outsideNames(recording.mentions, run, when)),
    literals: [...recording.literals].flatMap(([name, isLiteral]) => (isLiteral ? [name] : [])),
    files: unique([...textsOf(recording.files), ...executed, ...started.flatMap(({ files }) => files), ...given('cffi_modules').map((text) => text.replace(/:[^:/\\]*$/, ''))]),
    folders: unique(textsOf(recording.folders)),
    // easy_install looks for setup_requires in dependency_links; without the former nothing is fetched from the latter while building.
    requires: unique([...given('setup_requires'), ...(given('setup_requires').length > 0 ? given('dependency_links') : [])]),
    runRequires: unique(given('install_requires')),
    entryPoints: unique(recording.entryPoints),
    changesArguments: changesArguments(run, (owner) => runsNow({ owner })),
  };
}
