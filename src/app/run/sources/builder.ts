import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { Resolved, Sha256 } from '../../../core/artifact.js';
import type { Cleared, Decision } from '../../../core/decision.js';
import { ToolError } from '../../../core/errors.js';
import { asFileName, callHook } from '../../../pip/build/call-hook.js';
import { makePrivateFolder } from '../../../platform/files.js';
import type { SourceBuilder } from '../judge-packages.js';
import type { Line } from '../line.js';
import { judgeBuildRequirements, type JudgedRequirements } from './build-requirements.js';
import { buildWheel, judgedWheel, metadataOf, type BuiltWheel } from './built-wheel.js';
import type { JudgedSource, SourceShelf } from './source-shelf.js';
import { settledMetadata, supposedMetadata } from './told-metadata.js';
import { openWorkbench, usableSystem, type Workbench } from './workbench.js';

/** The builder of one run, with what it came to on the way. */
export interface Builder extends SourceBuilder {
  /** Everything that builds needed, each file once. */
  readonly needed: () => readonly Decision[];
  /** Titles of sources that were let through and never built, since something that their build needs was not. */
  readonly neverBuilt: () => readonly string[];
}

type Chain = readonly string[];

const titleOf = ({ decision: { report: { artifact } } }: JudgedSource): string => `${artifact.name} ${artifact.version}`.trim();

/** Each value is made once; whoever asks meanwhile waits for it. */
function memo<T>(): (key: string, make: () => Promise<T>) => Promise<T> {
  const made = new Map<string, Promise<T>>();
  return (key, make) => {
    const value = made.get(key) ?? make();
    made.set(key, value);
    return value;
  };
}

/** A source, or a set of requirements, that is on the way to being made already would wait for itself. */
function checkChain(source: JudgedSource, chain: Chain, key: string = source.key): void {
  if (key === '' || !chain.includes(key)) return;
  throw new ToolError('build-failed', `${titleOf(source)} would have to be built before it can be built (${[...chain.filter((link) => link.includes('://')), source.key].join(' → ')})`, { hint: 'a wheel of one of them is needed' });
}

/** pip's `--config-settings KEY=VALUE`, a repeated key as a list. Null when there are none. */
function configSettings({ pip }: Line): Readonly<Record<string, string | readonly string[]>> | null {
  const settings = new Map<string, string[]>();
  for (const given of pip.get('config-settings') ?? []) {
    const [key = '', ...value] = given.split('=');
    settings.set(key, [...(settings.get(key) ?? []), value.join('=')]);
  }
  return settings.size === 0 ? null : Object.fromEntries([...settings].map(([key, values]) => [key, values.length === 1 ? (values[0] ?? '') : values]));
}

/** Makes the builder of a run. Builds come one after the other; none starts before its source and all it needs are judged and let through. */
export function createBuilder(line: Line, shelf: SourceShelf): Builder {
  const needed = new Map<string, Decision>();
  const neverBuilt = new Set<string>();
  const benches = memo<Workbench | null>();
  const wheels = memo<BuiltWheel | null>();
  const requirements = memo<JudgedRequirements>();

  const judgeRequirements = (source: JudgedSource, { chain, builds }: { readonly chain: Chain; readonly builds: boolean }) => async (texts: readonly string[]): Promise<JudgedRequirements> => {
    const key = texts.toSorted().join('\n');
    checkChain(source, chain, key);
    const within = { line, builder, builds, chain: [...chain, source.key, key] };
    const judged = await requirements(`${builds} ${key}`, () => judgeBuildRequirements(texts, titleOf(source), within));
    for (const decision of judged.decisions) if (!needed.has(decision.report.artifact.sha256)) needed.set(decision.report.artifact.sha256, decision);
    if (judged.cleared === null) neverBuilt.add(titleOf(source));
    return judged;
  };
  const bench = (source: JudgedSource, cleared: Cleared, chain: Chain): Promise<Workbench | null> =>
    benches(source.key, async () => {
      checkChain(source, chain);
      line.observer.phase(`Building ${titleOf(source)}`);
      const system = usableSystem(titleOf(source), source.project ?? { buildSystem: null, problem: null });
      return await openWorkbench({ title: titleOf(source), source: cleared, system, judgeRequirements: judgeRequirements(source, { chain, builds: true }), configSettings: configSettings(line) }, line);
    });
  const wheel = (source: JudgedSource, cleared: Cleared, chain: Chain): Promise<BuiltWheel | null> =>
    wheels(source.key, async () => {
      const opened = await bench(source, cleared, chain);
      return opened === null ? null : await buildWheel(source, opened, { line, configSettings: configSettings(line) });
    });
  const prepared = async (source: JudgedSource, cleared: Cleared, chain: Chain): Promise<Buffer | null> => {
    const opened = await bench(source, cleared, chain);
    if (opened === null) return null;
    const folder = join(opened.folder, 'metadata');
    await makePrivateFolder(folder);
    const made = await callHook({ hook: 'prepare_metadata_for_build_wheel', arguments: [folder, configSettings(line)] }, opened.place);
    if (made !== undefined) return await readFile(join(folder, asFileName(made, opened.place), 'METADATA'));
    const built = await wheel(source, cleared, chain);
    return built === null ? null : await metadataOf(built);
  };
  const describe = async (url: string, promised: Sha256 | null, chain: Chain): Promise<Buffer> => {
    const source = await shelf.take(url, promised);
    checkChain(source, chain);
    const { cleared } = source.decision;
    const told = cleared === null ? null : (settledMetadata(source) ?? (await prepared(source, cleared, chain)));
    return told ?? supposedMetadata(source);
  };
  const finish: SourceBuilder['finish'] = async (item: Resolved, { chain, stageFolder, builds }) => {
    const source = await shelf.take(item.url, null);
    const { cleared } = source.decision;
    if (cleared === null) return source.decision;
    if (!builds) {
      await judgeRequirements(source, { chain, builds })(usableSystem(titleOf(source), source.project ?? { buildSystem: null, problem: null }).requires);
      return source.decision;
    }
    checkChain(source, chain);
    const built = await wheel(source, cleared, chain);
    return built === null ? source.decision : await judgedWheel(source, built, { line, stageFolder, item });
  };
  const builder: Builder = { isSource: shelf.has, describe, finish, needed: () => [...needed.values()], neverBuilt: () => [...neverBuilt] };
  return builder;
}
