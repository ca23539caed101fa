import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { Cleared, Decision } from '../../../core/decision.js';
import { ToolError } from '../../../core/errors.js';
import { asFileName, callHook } from '../../../pip/builds/call-hook.js';
import { configSettings, type ConfigSettings } from '../../../pip/builds/config-settings.js';
import { ownFile } from '../../../pip/builds/own-file.js';
import { makePrivateFolder } from '../../../platform/files.js';
import type { SourceBuilder } from '../judging/judge-packages.js';
import type { Line } from '../line.js';
import { judgeBuildRequirements, type JudgedRequirements } from './build-requirements.js';
import { buildWheel, metadataOf, type BuiltWheel } from './built-wheel.js';
import { keepWheel, keptWheel, type Rebuild } from './kept-wheel.js';
import { checkUnchanged } from './snapshot.js';
import type { JudgedSource } from './source-shelf.js';
import { isIsolated, openWorkbench, usableSystem, type Workbench } from './workbench.js';

/** Each value is made once; whoever asks meanwhile waits for it. */
type Memo<T> = (key: string, make: () => Promise<T>) => Promise<T>;

/** What the builds of one run have in common. */
export interface BuildYard {
  readonly line: Line;
  /** `--config-settings` for all. */
  readonly configSettings: readonly string[];
  readonly builder: () => SourceBuilder;
  /** Decisions about what builds needed, by SHA-256. */
  readonly needed: Map<string, Decision>;
  /** Titles of sources that were let through and never built, since something that their build needs was not. */
  readonly neverBuilt: Set<string>;
  readonly benches: Memo<Workbench | null>;
  readonly wheels: Memo<BuiltWheel | null>;
  /** Wheels of earlier runs. */
  readonly kept: Memo<BuiltWheel | null>;
  readonly requirements: Memo<JudgedRequirements>;
}

/** A source and the sources and requirements whose builds led to it. */
export interface BuildOrder {
  readonly source: JudgedSource;
  readonly chain: readonly string[];
}

/** The same, once policy has let the source through: only then anything of it may run. */
export interface ClearedOrder extends BuildOrder {
  readonly cleared: Cleared;
}

export function memo<T>(): Memo<T> {
  const made = new Map<string, Promise<T>>();
  return (key, make) => {
    const value = made.get(key) ?? make();
    made.set(key, value);
    return value;
  };
}

const titleOf = ({ decision: { report: { artifact } } }: JudgedSource): string => `${artifact.name} ${artifact.version}`.trim();

/** A source, or a set of requirements, that is on the way to being made already would wait for itself. Throws `build-failed`. */
export function checkChain({ source, chain }: BuildOrder, key: string = source.key): void {
  if (key === '' || !chain.includes(key)) return;
  throw new ToolError('build-failed', `${titleOf(source)} would have to be built before it can be built (${[...chain.filter((link) => link.includes('://')), source.key].join(' → ')})`, { hint: 'a wheel of one of them is needed' });
}

/** Resolves and judges what a build needs; `builds` tells whether what is source code among it is built as well. */
async function requirementsOf(order: BuildOrder, texts: readonly string[], { yard, builds }: { readonly yard: BuildYard; readonly builds: boolean }): Promise<JudgedRequirements> {
  const { source, chain } = order;
  const key = texts.toSorted().join('\n');
  checkChain(order, key);
  const within = { line: yard.line, builder: yard.builder(), builds, chain: [...chain, source.key, key] };
  const judged = await yard.requirements(`${builds} ${key}`, () => judgeBuildRequirements(texts, titleOf(source), within));
  for (const decision of judged.decisions) if (!yard.needed.has(decision.report.artifact.sha256)) yard.needed.set(decision.report.artifact.sha256, decision);
  if (judged.cleared === null) yard.neverBuilt.add(titleOf(source));
  return judged;
}

const settingsOf = ({ configSettings: own }: JudgedSource, yard: BuildYard): ConfigSettings | null => configSettings(own.length > 0 ? own : yard.configSettings);

const systemOf = (source: JudgedSource) => usableSystem(titleOf(source), source.project ?? { buildSystem: null, problem: null });

/** Judges what the build of a source would need as far as it says so itself. Runs nothing. */
export async function judgeStatedRequirements(order: BuildOrder, yard: BuildYard): Promise<void> {
  if (isIsolated(yard.line)) await requirementsOf(order, systemOf(order.source).requires, { yard, builds: false });
}

function benchFor(order: ClearedOrder, yard: BuildYard): Promise<Workbench | null> {
  const { source, cleared } = order;
  return yard.benches(source.key, async () => {
    checkChain(order);
    const title = titleOf(source);
    yard.line.observer.phase(`Preparing the build of ${title}`);
    if (source.direct?.editable === true) await checkUnchanged(cleared.path, source.direct);
    const judgeRequirements = (texts: readonly string[]): Promise<JudgedRequirements> => requirementsOf(order, texts, { yard, builds: true });
    return await openWorkbench({ title, source: cleared, direct: source.direct, system: systemOf(source), judgeRequirements, configSettings: settingsOf(source, yard) }, yard.line);
  });
}

function rebuildOf(order: ClearedOrder, yard: BuildYard): Rebuild {
  const { source, cleared } = order;
  const judgeRequirements = (texts: readonly string[]): Promise<JudgedRequirements> => requirementsOf(order, texts, { yard, builds: true });
  return { source, cleared, requires: systemOf(source).requires, configSettings: settingsOf(source, yard), judgeRequirements };
}

function earlierWheel(order: ClearedOrder, yard: BuildYard): Promise<BuiltWheel | null> {
  return yard.kept(order.source.key, async () => {
    checkChain(order);
    return await keptWheel(rebuildOf(order, yard), yard.line);
  });
}

/** The wheel of a source, of an earlier run where that has kept one. Null when something that its build needs is not let through. Throws `build-failed`. */
export function wheelOf(order: ClearedOrder, yard: BuildYard): Promise<BuiltWheel | null> {
  return yard.wheels(order.source.key, async () => {
    const kept = await earlierWheel(order, yard);
    if (kept !== null) return kept;
    const bench = await benchFor(order, yard);
    if (bench === null) return null;
    yard.line.observer.phase(`Building ${titleOf(order.source)}`);
    const built = await buildWheel(order.source, bench, { line: yard.line, configSettings: settingsOf(order.source, yard) });
    await keepWheel(rebuildOf(order, yard), built, { line: yard.line, bench });
    return built;
  });
}

async function madeMetadata({ folder, place }: Workbench, name: string): Promise<Buffer> {
  const path = await ownFile(folder, 'metadata', name, 'METADATA');
  if (path === null) throw new ToolError('build-failed', `the build backend of ${place.title} named ${name} and left no METADATA in it`, { hint: 'nothing was installed' });
  return await readFile(path);
}

/** What the backend says of the metadata, without a whole build where it can. Null as for `wheelOf`. */
export async function preparedMetadata(order: ClearedOrder, yard: BuildYard): Promise<Buffer | null> {
  const kept = await earlierWheel(order, yard);
  if (kept !== null) return await metadataOf(kept, yard.line);
  const bench = await benchFor(order, yard);
  if (bench === null) return null;
  const folder = join(bench.folder, 'metadata');
  await makePrivateFolder(folder);
  const made = await callHook({ hook: 'prepare_metadata_for_build', arguments: [folder, settingsOf(order.source, yard)] }, bench.place);
  if (made !== undefined) return await madeMetadata(bench, asFileName(made, bench.place));
  const built = await wheelOf(order, yard);
  return built === null ? null : await metadataOf(built, yard.line);
}
