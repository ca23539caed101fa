import { targetOf } from '../../../core/requirements/direct-url.js';
import type { Resolved } from '../../../core/artifact.js';
import type { Decision } from '../../../core/decision.js';
import { UserError } from '../../../core/errors.js';
import { hashFolder } from '../hash-folder.js';
import type { SourceBuilder } from '../judging/judge-packages.js';
import type { Line } from '../line.js';
import { checkChain, judgeStatedRequirements, memo, preparedMetadata, wheelOf, type BuildYard } from './build-yard.js';
import { judgedWheel } from './built-wheel.js';
import { directUrlText } from './direct-url.js';
import { takeSnapshot } from './snapshot.js';
import type { JudgedSource, SourceShelf } from './source-shelf.js';
import { settledMetadata, supposedMetadata, versionTold } from './told-metadata.js';

/** The builder of one run, with what it came to on the way. */
export interface Builder extends SourceBuilder {
  /** Everything that builds needed, each file once. */
  readonly needed: () => readonly Decision[];
  /** The same item with the direct_url.json that plain pip would have written for a source. */
  readonly withDirectUrl: (item: Resolved) => Promise<Resolved>;
  /** What there is to say about sources besides their verdicts, a sentence each. */
  readonly remarks: () => readonly string[];
}

/** What pip says of it too. A source that is blocked is told as that. */
function refuseNoProject({ decision, project }: JudgedSource): void {
  if (decision.cleared === null || project === null || project.hasSetupScript || project.pyproject !== null) return;
  throw new UserError('bad-requirement', `${JSON.stringify(decision.report.artifact.shownAs)} cannot be installed: neither pyproject.toml nor setup.py lies in it`);
}

function describerOn(shelf: SourceShelf, yard: BuildYard): SourceBuilder['describer'] {
  return (chain) => async (url, promised) => {
    const source = await shelf.take(url, promised);
    refuseNoProject(source);
    checkChain({ source, chain });
    const { cleared } = source.decision;
    const told = cleared === null ? null : (settledMetadata(source) ?? (await preparedMetadata({ source, chain, cleared }, yard)));
    return told ?? supposedMetadata(source);
  };
}

/** Of a folder or a checkout only the metadata tells name and version. */
function named(decision: Decision, { name, version, requested }: Resolved): Decision {
  const { artifact } = decision.report;
  // Of a source that pip did not look at, or that is never built, nobody else knows the version.
  return { ...decision, report: { ...decision.report, artifact: { ...artifact, name, version: versionTold(version) || artifact.version, requested } } };
}

/** The folder of an editable install stays where it is: what its build wrote into it is judged as well. */
async function asBuilt(source: JudgedSource, line: Line): Promise<JudgedSource> {
  if (source.direct?.editable !== true) return source;
  const { path } = await takeSnapshot(source.direct, line);
  const file = { ...source.decision.report.artifact, path, ...(await hashFolder(path)) };
  return { ...source, decision: await line.shop.judge(file, { trustMetadata: true }) };
}

function finisherOn(shelf: SourceShelf, yard: BuildYard): SourceBuilder['finish'] {
  return async (item, { chain, stageFolder, builds }) => {
    const source = await shelf.take(item.url, null);
    const { cleared } = source.decision;
    const unbuilt = { decision: named(source.decision, item), ready: null };
    if (cleared === null || item.onlyJudged === true) return unbuilt;
    checkChain({ source, chain });
    if (builds) {
      const built = await wheelOf({ source, chain, cleared }, yard);
      return built === null ? unbuilt : await judgedWheel(await asBuilt(source, yard.line), built, { line: yard.line, stageFolder, item });
    }
    await judgeStatedRequirements({ source, chain }, yard);
    return unbuilt;
  };
}

async function withDirectUrl(item: Resolved, shelf: SourceShelf, pip: string): Promise<Resolved> {
  if (!shelf.has(item.url)) return item;
  const { direct, decision } = await shelf.take(item.url, null);
  if (direct === null) return item;
  return { ...item, directUrl: directUrlText({ direct, sha256: decision.report.artifact.sha256, url: item.url, pip }) };
}

/** Makes the builder of a run. Builds come one after the other; none starts before its source and all it needs are judged and let through. */
export function createBuilder(line: Line, shelf: SourceShelf): Builder {
  const yard: BuildYard = {
    line, configSettings: line.pip.get('config-settings') ?? [], builder: () => builder,
    needed: new Map(), neverBuilt: new Set(), benches: memo(), wheels: memo(), kept: memo(), requirements: memo(),
  };
  const builder: Builder = {
    isSource: (url) => shelf.has(url) || targetOf(url) !== 'wheel',
    describer: describerOn(shelf, yard),
    finish: finisherOn(shelf, yard),
    withDirectUrl: (item) => withDirectUrl(item, shelf, line.python.pip),
    needed: () => [...yard.needed.values()],
    remarks: () => [...shelf.remarks(), ...[...yard.neverBuilt].map((title) => `${title} was never built, since something that its build needs did not pass`)],
  };
  return builder;
}
