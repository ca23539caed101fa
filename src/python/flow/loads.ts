import { HOLE, type Value } from '../fold/value.js';
import type { EvaluatedCall } from './call.js';
import type { NamesByOwner, RecordedLoad, SetupArgument } from './recording.js';
import { LOCAL, type Run, type Scope } from './run.js';
import { noteHandle, noteReach } from './script-arguments.js';

// Which argument, or which keyword, is the path of the Python file that the call runs.
const RUNS_FILE: ReadonlyMap<string, readonly [number, string]> = new Map(Object.entries<readonly [number, string]>({
  execfile: [0, 'filename'],
  'runpy.run_path': [0, 'path_name'],
  'imp.load_source': [1, 'pathname'],
  'imp.load_compiled': [1, 'pathname'],
  'importlib.util.spec_from_file_location': [1, 'location'],
  'importlib.machinery.SourceFileLoader': [1, 'path'],
  'importlib.machinery.SourcelessFileLoader': [1, 'path'],
  'distutils.core.run_setup': [0, 'script_name'],
}));
const SETUP_ARGUMENTS: ReadonlySet<string> = new Set<SetupArgument>(['cffi_modules', 'setup_requires', 'install_requires', 'dependency_links']);
const ADDS_FOLDER = /^sys\.path\.(?:insert|append|extend)$|^site\.addsitedir$/;

const isSetupArgument = (name: string): name is SetupArgument => SETUP_ARGUMENTS.has(name);

/** Notes a name that belongs to another module. Only files that run while installing are asked for it. */
export function noteMention(name: string | null, scope: Scope, run: Run): void {
  if (run.runs !== 'install') return;
  noteName(name, scope, run.recording.mentions);
  noteHandle(name, scope, run);
}

function noteName(name: string | null, scope: Scope, into: NamesByOwner): void {
  if (name === null || name === '' || name.startsWith(LOCAL)) return;
  const known = into.get(scope.owner);
  if (known) known.add(name);
  else into.set(scope.owner, new Set([name]));
}

/** All texts in a value and in the lists within it. */
function texts(value: Value | undefined): readonly string[] {
  if (!value) return [];
  const own = value.text === null || value.text.replaceAll(HOLE, '') === '' ? [] : [value.text];
  return [...own, ...(value.items ?? []).flatMap(texts)];
}

function note(into: RecordedLoad[], value: Value | undefined, owner: string): void {
  into.push(...texts(value).map((text) => ({ text, owner })));
}

/** Notes what setup() is given, wherever its arguments are put together. */
export function noteSetupArgument(name: string, value: Value, run: Run): void {
  if (run.runs !== 'install' || !isSetupArgument(name)) return;
  const { setup } = run.recording;
  setup.set(name, [...(setup.get(name) ?? []), ...texts(value)]);
}

const NAMES_OBJECT = /^[ \t]*[^\s=[\]][^=\n]*=[ \t]*[A-Za-z_][\w.]*[ \t]*(?:[:[]|$)/m;

/** Notes what setup() may be given as entry points: one text for all, or for each group a list of them, wherever those are put together. */
export function noteEntryPoints(name: string, value: Value, run: Run): void {
  if (run.runs !== 'install') return;
  for (const text of texts(value)) if (NAMES_OBJECT.test(text)) run.recording.entryPoints.push(name === 'entry_points' ? text : `[${name}]\n${text}`);
}

/** Notes what a call brings to run from other files. */
export function noteLoads(call: EvaluatedCall, run: Run): void {
  if (run.runs !== 'install') return;
  noteName(call.name, call.scope, run.recording.outside);
  noteReach(call, run);
  const { owner } = call.scope;
  const [index, keyword] = RUNS_FILE.get(call.name) ?? [null, ''];
  if (index !== null) note(run.recording.files, call.named.get(keyword) ?? call.args[index], owner);
  if (ADDS_FOLDER.test(call.name)) note(run.recording.folders, call.args.at(-1), owner);
  if (call.name === 'runpy.run_module') for (const name of texts(call.args[0])) run.recording.imports.push({ name, line: call.line, owner });
}
