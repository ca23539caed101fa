import { join } from 'node:path';
import { ArchiveRefusal } from '../../../archive/refusal.js';
import { readSourceProject, type SourceProject } from '../../../archive/project/source-project.js';
import { statedIdentity } from '../../../archive/project/stated-identity.js';
import type { Sha256, Staged } from '../../../core/artifact.js';
import type { Decision } from '../../../core/decision.js';
import { isPackageName, parsePackageName, type PackageName } from '../../../core/name.js';
import type { Requirement } from '../../../core/requirements/requirement.js';
import type { RequirementSet } from '../../../core/requirements/requirement-set.js';
import { untrusted } from '../../../core/untrusted.js';
import type { DirectSource } from '../../../pip/direct/direct-source.js';
import { makePrivateFolder } from '../../../platform/files.js';
import { onSealed } from '../../analysis/on-sealed.js';
import type { Line } from '../line.js';
import { isDirectSource, sourceKey } from '../requirements/requirements-for-pip.js';
import { checkPromised, promisedHashes, type PromisedHashes } from './promised-hashes.js';
import { stageDirectSource, stageIndexSource } from './stage-source.js';

/** Source code on this machine, judged. Nothing of it has run. */
export interface JudgedSource {
  /** Its URL, or what else it was named by. */
  readonly key: string;
  readonly decision: Decision;
  /** Null for an archive that is refused. */
  readonly project: SourceProject | null;
  /** Null for a file of an index. */
  readonly direct: DirectSource | null;
  /** Its own `--config-settings`, from a requirements file; they stand in place of those for all. */
  readonly configSettings: readonly string[];
}

/** The sources of one run, each fetched and judged once, whoever asks first. */
export interface SourceShelf {
  /** Throws ToolError `network`, `hash-mismatch` or `disk`, or UserError `bad-requirement` for what cannot be honoured. */
  readonly take: (key: string, promised: Sha256 | null) => Promise<JudgedSource>;
  readonly has: (key: string) => boolean;
  /** What of direct sources was not brought along, a sentence each. */
  readonly remarks: () => readonly string[];
}

/** What the user said of the packages of a run. */
export interface Wishes {
  /** Names that were given, which are judged more strictly than those that came along. */
  readonly requested: ReadonlySet<PackageName>;
  readonly promised: PromisedHashes;
  /** Sources that were named by URL, path or checkout, by their keys. */
  readonly direct: ReadonlyMap<string, Requirement>;
  /** `--config-settings` of single requirements, by project. */
  readonly settings: ReadonlyMap<PackageName, readonly string[]>;
}

export function wishesIn(set: RequirementSet): Wishes {
  const named = set.requirements.flatMap(({ name, configSettings }) => (name !== null && isPackageName(name) ? [{ name: parsePackageName(name), configSettings }] : []));
  const direct = [...set.requirements, ...set.constraints].filter(isDirectSource).map((requirement) => [sourceKey(requirement), requirement] as const);
  const settings = named.filter(({ configSettings }) => configSettings.length > 0).map(({ name, configSettings }) => [name, configSettings] as const);
  return { requested: new Set(named.map(({ name }) => name)), promised: promisedHashes(set), direct: new Map(direct), settings: new Map(settings) };
}

async function projectOf(file: Staged, direct: DirectSource | null, { shop }: Line): Promise<SourceProject | null> {
  try {
    return await onSealed(file, shop.runFolder, (path) => readSourceProject({ path, isFolder: direct?.kind === 'folder', subdirectory: direct?.subdirectory ?? '' }));
  } catch (error) {
    if (error instanceof ArchiveRefusal) return null;
    throw error;
  }
}

/** A folder or a checkout is called what its project is called, where that says so; a name that the user gave stands. */
async function calledAsStated(file: Staged, project: SourceProject | null, { name: given }: Requirement): Promise<Staged> {
  const { name, version } = await statedIdentity(project?.pyproject ?? null);
  if (name === null || !isPackageName(name)) return file;
  const stated = parsePackageName(name);
  if (given !== null && stated !== file.name) return file;
  return { ...file, name: stated, version: untrusted(version ?? file.version) };
}

const MOST_NAMED = 5;

function leftOutRemark({ shownAs, leftOut }: DirectSource): string {
  const more = leftOut.length > MOST_NAMED ? ` and ${leftOut.length - MOST_NAMED} more` : '';
  return `of ${shownAs} was left out what leads out of it or is no file: ${leftOut.slice(0, MOST_NAMED).join(', ')}${more}`;
}

/** Opens the shelf of a run. */
export function createSourceShelf(line: Line, wishes: Wishes): SourceShelf {
  const taken = new Map<string, Promise<JudgedSource>>();
  const remarks: string[] = [];
  const bring = async (key: string, promised: Sha256 | null, number: number): Promise<JudgedSource> => {
    const folder = join(line.shop.runFolder, 'sources', String(number));
    await makePrivateFolder(folder);
    const requirement = wishes.direct.get(key);
    const { file: staged, direct } = requirement === undefined ? { file: await stageIndexSource(key, promised, { folder, line }), direct: null } : await stageDirectSource(requirement, { folder, line });
    if (direct !== null && direct.leftOut.length > 0) remarks.push(leftOutRemark(direct));
    // The hashes of a direct source were compared when it was fetched.
    if (direct === null) await checkPromised(staged, wishes.promised);
    const project = await projectOf(staged, direct, line);
    const file = requirement === undefined ? staged : await calledAsStated(staged, project, requirement);
    const decision = await line.shop.judge({ ...file, requested: direct !== null || wishes.requested.has(file.name), isPublic: direct === null && line.origins.isPublic(key) }, { trustMetadata: direct !== null });
    const configSettings = requirement?.configSettings ?? wishes.settings.get(file.name) ?? [];
    return { key, decision, project, direct, configSettings };
  };
  const take = (key: string, promised: Sha256 | null): Promise<JudgedSource> => {
    const source = taken.get(key) ?? bring(key, promised, taken.size + 1);
    taken.set(key, source);
    return source;
  };
  return { take, has: (key) => taken.has(key), remarks: () => remarks };
}
