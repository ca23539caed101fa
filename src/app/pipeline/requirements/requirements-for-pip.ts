import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { withoutCredentials } from '../../../core/requirements/direct-url.js';
import type { Requirement } from '../../../core/requirements/requirement.js';
import type { RequirementSet } from '../../../core/requirements/requirement-set.js';
import type { Gateway } from '../../../gateway/open-gateway.js';
import type { StandIn } from '../../../pip/stand-in.js';
import { onDisk } from '../../../platform/files/disk-error.js';
import { makePrivateFolder } from '../../../platform/files.js';

/** True for source code that was named by URL, path or checkout. */
export function isDirectSource({ editable, target }: Requirement): boolean {
  return editable || target === 'source-archive' || target === 'folder' || target === 'vcs';
}

/** What tells a direct source from others, and what is shown for it: its URL without the password that may stand in it. */
export function sourceKey({ editable, url }: Requirement): string {
  const shown = withoutCredentials(url ?? '');
  return editable ? `-e ${shown}` : shown;
}

/** True for a file that lies at an http or https URL. */
export const isRemote = ({ url }: Requirement): boolean => url !== null && /^https?:/i.test(url);

interface Surroundings {
  readonly folder: string;
  readonly standIn: StandIn;
}

/**
 * pip installs a local archive or folder again even when its version is there already, but not what comes from elsewhere: so what is local
 * must be so for pip as well. A file beside the stand-in tells where its metadata is.
 */
async function localStandIn(address: string, gateway: Gateway, { folder, standIn }: Surroundings): Promise<string> {
  const own = join(folder, new URL(address).host);
  await makePrivateFolder(own);
  const path = join(own, 'source.tar.gz');
  await onDisk('write', path, async () => {
    await writeFile(path, standIn.bytes, { mode: 0o600 });
    await writeFile(`${path}.address`, `${address}.metadata`, { mode: 0o600 });
  });
  const url = pathToFileURL(path).href;
  // pip writes of it by its URL and by its path.
  for (const text of [url, path]) gateway.translate(text, gateway.restore(address));
  return url;
}

async function addressFor(requirement: Requirement, gateway: Gateway, around: Surroundings): Promise<string | null> {
  if (!isDirectSource(requirement)) return isRemote(requirement) ? gateway.toPip(requirement.url ?? '') : requirement.url;
  const address = gateway.toPip(sourceKey(requirement));
  return /^file:/i.test(requirement.url ?? '') ? await localStandIn(address, gateway, around) : address;
}

async function moved(requirement: Requirement, gateway: Gateway, around: Surroundings): Promise<Requirement> {
  // pip compares the digest of what it is given. That the source itself is the promised one is depsec's to see.
  const hashes = requirement.hashes.length > 0 ? [...requirement.hashes, `sha256:${around.standIn.sha256}`] : [];
  return { ...requirement, url: await addressFor(requirement, gateway, around), hashes, editable: false };
}

/** The same requirements with the addresses under which pip finds what was named by URL or path. */
export async function forPip(set: RequirementSet, gateway: Gateway, around: Surroundings): Promise<RequirementSet> {
  const all = (list: readonly Requirement[]): Promise<readonly Requirement[]> => Promise.all(list.map((requirement) => moved(requirement, gateway, around)));
  return { ...set, requirements: await all(set.requirements), constraints: await all(set.constraints) };
}
