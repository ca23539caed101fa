import { createHash } from 'node:crypto';
import { join } from 'node:path';
import { wheelFileName } from '../../../archive/project/distribution-file-name.js';
import { buildVariables } from '../../../config/build-variables.js';
import { isSha256, type Sha256 } from '../../../core/artifact.js';
import type { Cleared } from '../../../core/decision.js';
import type { ConfigSettings } from '../../../pip/builds/config-settings.js';
import { asSha256, hashFile, linkOrCopy } from '../../../platform/files.js';
import { newFolder, type Line } from '../line.js';
import type { JudgedRequirements } from './build-requirements.js';
import { asBuilt, type BuiltWheel } from './built-wheel.js';
import type { JudgedSource } from './source-shelf.js';
import type { Workbench } from './workbench.js';

/** A source that may have been built in an earlier run, and what decides what its build makes. */
export interface Rebuild {
  readonly source: JudgedSource;
  readonly cleared: Cleared;
  /** What the source itself says its build needs. */
  readonly requires: readonly string[];
  readonly configSettings: ConfigSettings | null;
  readonly judgeRequirements: (texts: readonly string[]) => Promise<JudgedRequirements>;
}

/** What is noted of a build. The wheel itself is kept by its digest with the other files. */
interface Note {
  readonly fileName: string;
  readonly sha256: Sha256;
  /** What the backend asked for besides. */
  readonly asked: readonly string[];
  /** Digests of all that the build was given. */
  readonly given: readonly Sha256[];
}

const isTexts = (value: unknown): value is readonly string[] => Array.isArray(value) && value.every((text) => typeof text === 'string');

function isNote(value: unknown): value is Note {
  if (typeof value !== 'object' || value === null) return false;
  const fields = new Map<string, unknown>(Object.entries(value));
  const [fileName, sha256] = [fields.get('fileName'), fields.get('sha256')];
  return typeof fileName === 'string' && wheelFileName(fileName) !== null && !/[\\/]/.test(fileName) && typeof sha256 === 'string' && isSha256(sha256) && isTexts(fields.get('asked')) && isTexts(fields.get('given'));
}

const digestsOf = (wheels: readonly Cleared[]): readonly Sha256[] => wheels.map(({ sha256 }) => sha256).toSorted();

const isSame = (some: readonly string[], others: readonly string[]): boolean => some.length === others.length && some.every((text, at) => text === others[at]);

/** Everything that decides what a build makes, as far as depsec knows it: the source, what it is built with and on, and how. */
function keyOf({ cleared, configSettings }: Rebuild, stated: readonly Cleared[], { python, shop }: Line): Sha256 {
  const parts = [cleared.sha256, digestsOf(stated), python.tag, configSettings, buildVariables(shop.environment), shop.builtWheels.builtIn];
  return asSha256(createHash('sha256').update(JSON.stringify(parts)).digest('hex'));
}

/** Whether the builds of a source can be told from one another: folders and checkouts are built anew, and so is what uses the user's environment. */
const isKeepable = ({ source }: Rebuild, { pip }: Line): boolean => source.direct === null && !pip.has('no-build-isolation');

async function isGivenTheSame({ asked, given }: Note, { requires, judgeRequirements }: Rebuild, stated: readonly Cleared[]): Promise<boolean> {
  const needed = asked.length === 0 ? stated : (await judgeRequirements([...requires, ...asked])).cleared;
  return needed !== null && isSame(digestsOf(needed), given);
}

/** The wheel that an earlier run built of the same source, with the same and in the same way; null when it is to be built. It is not judged yet. */
export async function keptWheel(rebuild: Rebuild, line: Line): Promise<BuiltWheel | null> {
  if (!isKeepable(rebuild, line)) return null;
  const stated = (await rebuild.judgeRequirements(rebuild.requires)).cleared;
  if (stated === null) return null;
  const note = line.shop.builtWheels.recall(keyOf(rebuild, stated, line));
  if (!isNote(note) || !(await isGivenTheSame(note, rebuild, stated))) return null;
  const kept = await line.shop.files.find(note.sha256);
  if (kept === null) return null;
  const path = join(await newFolder(line, 'built'), note.fileName);
  await linkOrCopy(kept, path);
  const hash = await hashFile(path);
  return hash.sha256 === note.sha256 ? { file: asBuilt(rebuild.source, { fileName: note.fileName, path, hash }) } : null;
}

/** Notes what a build made, for later runs. */
export async function keepWheel(rebuild: Rebuild, { file }: BuiltWheel, { line, bench }: { readonly line: Line; readonly bench: Workbench }): Promise<void> {
  if (!isKeepable(rebuild, line)) return;
  const stated = (await rebuild.judgeRequirements(rebuild.requires)).cleared;
  if (stated === null) return;
  await line.shop.files.keep(file.path, file.sha256);
  const note: Note = { fileName: file.fileName, sha256: file.sha256, asked: bench.asked, given: digestsOf(bench.given) };
  line.shop.builtWheels.remember(keyOf(rebuild, stated, line), note);
}
