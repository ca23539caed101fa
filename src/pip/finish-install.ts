import { existsSync } from 'node:fs';
import { readFile, readdir, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { Resolved } from '../core/artifact.js';
import { ToolError } from '../core/errors.js';
import { formatRecord, parseRecord, recordRow } from './record.js';

const normal = (text: string): string => text.toLowerCase().replace(/[-_.]+/g, '-');

// The folder spells the version as the wheel does (2020.01.01), the metadata perhaps otherwise (2020.1.1): a single folder of that name will do.
async function distInfoIn(place: string, resolved: Pick<Resolved, 'name' | 'version'>): Promise<string | null> {
  if (!existsSync(place)) return null;
  const stems = (await readdir(place)).filter((entry) => entry.endsWith('.dist-info')).map((entry) => entry.slice(0, -'.dist-info'.length));
  const ours = stems.filter((stem) => normal(stem.split('-')[0] ?? '') === resolved.name);
  const exact = ours.find((stem) => normal(stem) === `${resolved.name}-${normal(resolved.version)}`);
  const found = exact ?? (ours.length === 1 ? ours[0] : undefined);
  return found === undefined ? null : join(place, `${found}.dist-info`);
}

/** Finds the dist-info folder that the install has just written. Throws `verification-failed` (exit 3) when it is nowhere. */
export async function installedDistInfo(resolved: Pick<Resolved, 'name' | 'version'>, places: readonly string[]): Promise<string> {
  for (const place of places) {
    const found = await distInfoIn(place, resolved);
    if (found !== null) return found;
  }
  throw new ToolError('verification-failed', `pip reported success, but ${resolved.name} ${resolved.version} is not in ${places.join(', ')}`);
}

/**
 * Makes what a hash-pinned install leaves equal to what plain pip leaves. pip marks everything that stands in the generated requirements
 * as REQUESTED, and knows nothing of the URL or path the user named: so the mark goes from dependencies, and direct_url.json (PEP 610) is added.
 */
export async function finishInstall(resolved: Resolved, distInfo: string): Promise<void> {
  if (resolved.requested && resolved.directUrl === null) return;
  const recordPath = join(distInfo, 'RECORD');
  const text = await readFile(recordPath, 'utf8');
  const folder = distInfo.split(/[\\/]/).at(-1) ?? '';
  const all = parseRecord(text);
  let rows = all;
  if (!resolved.requested) {
    rows = all.filter(([path]) => path !== `${folder}/REQUESTED`);
    // A single run of pip knows what was asked for.
    if (rows.length === all.length && resolved.directUrl === null) return;
    await rm(join(distInfo, 'REQUESTED'), { force: true });
  }
  if (resolved.directUrl !== null) {
    await writeFile(join(distInfo, 'direct_url.json'), resolved.directUrl);
    rows = [...rows.filter(([path]) => path !== `${folder}/direct_url.json`), recordRow(`${folder}/direct_url.json`, resolved.directUrl)];
  }
  await writeFile(recordPath, formatRecord(rows, text.includes('\r\n') ? '\r\n' : '\n'));
}
