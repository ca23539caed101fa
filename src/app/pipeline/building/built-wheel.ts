import { join } from 'node:path';
import { wheelFileName } from '../../../archive/project/distribution-file-name.js';
import { readArchive } from '../../../archive/read-archive.js';
import type { Resolved, Staged } from '../../../core/artifact.js';
import type { Report } from '../../../core/decision.js';
import { ToolError } from '../../../core/errors.js';
import type { Finding, Gap } from '../../../core/finding.js';
import { isPackageName, parsePackageName } from '../../../core/name.js';
import { untrusted } from '../../../core/untrusted.js';
import { asFileName, callHook } from '../../../pip/builds/call-hook.js';
import { ownFile } from '../../../pip/builds/own-file.js';
import { copyFresh, hashFile, linkOrCopy, makePrivateFolder, type FileHash } from '../../../platform/files.js';
import { onSealed } from '../../analysis/on-sealed.js';
import type { JudgedPackage } from '../judging/judge-packages.js';
import { newFolder, type Line } from '../line.js';
import type { JudgedSource } from './source-shelf.js';
import type { Workbench } from './workbench.js';

/** A wheel that was made from a judged source, where no build can reach it any more. Not judged yet. */
export interface BuiltWheel {
  readonly file: Staged;
}

const failed = (title: string, what: string): ToolError => new ToolError('build-failed', `building ${title} ${what}`, { hint: 'nothing was installed' });

interface MadeFile {
  readonly fileName: string;
  readonly path: string;
  readonly hash: FileHash;
}

/** A file as the wheel of a source. Throws `build-failed` for one that is not named like a wheel of it. */
export function asBuilt(source: JudgedSource, { fileName, path, hash }: MadeFile): Staged {
  const parts = wheelFileName(fileName);
  const { artifact } = source.decision.report;
  const title = `${artifact.name} ${artifact.version}`.trim();
  if (parts === null || !isPackageName(parts.name)) throw failed(title, `made ${JSON.stringify(fileName)}, which is not named like a wheel`);
  const name = parsePackageName(parts.name);
  if (source.direct === null && artifact.name !== 'unnamed' && name !== artifact.name) throw failed(title, `made a wheel of something else: ${fileName}`);
  return { ...artifact, name, version: untrusted(parts.version), fileName: untrusted(fileName), path, ...hash, builtFrom: { shownAs: artifact.shownAs, sha256: artifact.sha256 } };
}

/** Builds the wheel. Throws `build-failed`. */
export async function buildWheel(source: JudgedSource, bench: Workbench, { line, configSettings }: { readonly line: Line; readonly configSettings: unknown }): Promise<BuiltWheel> {
  const out = join(bench.folder, 'wheel');
  await makePrivateFolder(out);
  const fileName = asFileName(await callHook({ hook: 'build', arguments: [out, configSettings, null] }, bench.place), bench.place);
  const made = await ownFile(bench.folder, 'wheel', fileName);
  if (made === null) throw failed(bench.place.title, `named ${fileName} and left no such file`);
  // A copy in a folder that the build never heard of: whatever it left running cannot easily change what is judged now.
  const path = join(await newFolder(line, 'built'), fileName);
  await copyFresh(made, path);
  return { file: asBuilt(source, { fileName, path, hash: await hashFile(path) }) };
}

async function metadataIn(wheel: string): Promise<Buffer | null> {
  const wanted = /^[^/]+\.dist-info\/METADATA$/;
  for await (const { path, content } of readArchive(wheel, { wantContent: (member) => wanted.test(member.path) })) if (wanted.test(path) && content !== null) return content;
  return null;
}

/** METADATA of a built wheel. Throws `build-failed` where it has none. */
export async function metadataOf({ file }: BuiltWheel, { shop }: Line): Promise<Buffer> {
  const metadata = await onSealed(file, shop.runFolder, metadataIn);
  if (metadata === null) throw new ToolError('build-failed', `${file.fileName}, which was built from source, has no METADATA`);
  return metadata;
}

const isSamePlace = (inSource: string | undefined, inWheel: string | undefined): boolean => inSource === inWheel || (inSource !== undefined && inWheel !== undefined && inSource.endsWith(`/${inWheel}`));

/** What the wheel shows that the source has not shown already. */
function newFindings(wheel: readonly Finding[], source: readonly Finding[]): readonly Finding[] {
  return wheel.filter((found) => !source.some((known) => known.rule === found.rule && known.message === found.message && known.line === found.line && isSamePlace(known.file, found.file)));
}

function newGaps(wheel: readonly Gap[], source: readonly Gap[]): readonly Gap[] {
  return wheel.filter((gap) => !source.some((known) => known.why === gap.why && isSamePlace(known.what, gap.what)));
}

function joined(source: Report, wheel: Report, artifact: Staged): Report {
  return {
    artifact,
    findings: [...source.findings, ...newFindings(wheel.findings, source.findings)],
    gaps: [...source.gaps, ...newGaps(wheel.gaps, source.gaps)],
    cached: source.cached && wheel.cached,
    ...(wheel.project === undefined ? {} : { project: wheel.project }),
    timings: { code: (source.timings['code'] ?? 0) + (wheel.timings['code'] ?? 0), name: source.timings['name'] ?? 0 },
  };
}

// Leading zeros and the way a version is put together change on the way through a backend (PEP 440); more must not.
const plainVersion = (version: string): string => version.toLowerCase().replace(/^v/, '').replace(/[-_.]+/g, '.').replace(/(?<![0-9])0+(?=[0-9])/g, '').replace(/(?:\.0)+$/, '');

/** Throws `build-failed` for a wheel that is not the package that was resolved: its version was chosen by metadata that was not its own. */
function checkIdentity({ name, version, fileName }: Staged, item: Resolved): void {
  if (name === item.name && plainVersion(version) === plainVersion(item.version)) return;
  throw new ToolError('build-failed', `building ${item.name} ${item.version} made ${fileName}, another package or version than its metadata told`, { hint: 'nothing was installed' });
}

/** Judges a built wheel together with its source, and puts it into the stage that it will be installed from. */
export async function judgedWheel(source: JudgedSource, { file }: BuiltWheel, { line, stageFolder, item }: { readonly line: Line; readonly stageFolder: string; readonly item: Resolved }): Promise<JudgedPackage> {
  const path = join(stageFolder, file.fileName);
  await linkOrCopy(file.path, path);
  // An interrupted install is repaired from what was kept, without building again.
  await line.shop.files.keep(path, file.sha256);
  const { report } = await line.shop.judge({ ...file, path, requested: item.requested }, { trustMetadata: true });
  checkIdentity(report.artifact, item);
  const decision = line.shop.decide(joined(source.decision.report, report, report.artifact));
  return { decision, ready: decision.cleared };
}
