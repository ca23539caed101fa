import { fileURLToPath } from 'node:url';
import { withoutCredentials, withoutFragment } from '../../core/requirements/direct-url.js';
import { UserError } from '../../core/errors.js';
import type { Requirement } from '../../core/requirements/requirement.js';
import { obtainArchive } from './archive-source.js';
import { editableFolder } from './editable-folder.js';
import { obtainFolder } from './folder-source.js';
import { obtainCheckout } from './git-source.js';
import type { DirectSource, DirectTools } from './direct-source.js';

const HOW_TO_EDIT = 'clone it yourself and give -e FOLDER, or leave -e out';

function refuseOtherVcs(url: string, shown: string): void {
  const vcs = /^(hg|svn|bzr)\+/i.exec(url)?.[1];
  if (!vcs) return;
  throw new UserError('bad-requirement', `${shown}: only git checkouts can be installed, not those of ${vcs}`, {
    hint: 'depsec pins a checkout to its commit and fetches it without running anything that it brings along; it can do that with git only. Give an archive of it instead',
  });
}

// As pip says it when hashes are asked for: a digest of a folder or checkout means nothing.
function refuseHashes({ hashes, target }: Requirement, shown: string): void {
  const isPacked = target === 'wheel' || target === 'source-archive';
  if (hashes.length > 0 && !isPacked) throw new UserError('bad-requirement', `${shown}: --hash can hold for an archive only, not for a ${target === 'vcs' ? 'checkout' : 'folder'}`);
}

/** A direct reference as people read it: without credentials, and a local one as its path. */
export function shownReference(url: string): string {
  return /^file:/i.test(url) ? fileURLToPath(withoutFragment(url)) : withoutCredentials(url);
}

/**
 * Brings what an URL, a path or a checkout names onto this machine, as a private copy that nobody else writes to; nothing of it is run. `-e` folders
 * stay where they are. Throws UserError `bad-requirement` for what cannot be honoured, ToolError `network`, `hash-mismatch` or `disk` for what failed.
 */
export async function obtainDirectSource(requirement: Requirement, tools: DirectTools): Promise<DirectSource> {
  const { url, target, editable } = requirement;
  if (url === null) throw new TypeError('a requirement for an index is no direct reference');
  const shownAs = shownReference(url);
  tools.signal.throwIfAborted();
  refuseHashes(requirement, shownAs);
  if (target === 'vcs') {
    refuseOtherVcs(url, shownAs);
    if (editable) throw new UserError('bad-requirement', `-e ${shownAs}: a checkout that is fetched cannot be editable`, { hint: HOW_TO_EDIT });
    return await obtainCheckout({ url, shownAs, subdirectory: requirement.subdirectory }, tools);
  }
  if (target === 'folder') return await (editable ? editableFolder : obtainFolder)({ url, shownAs, subdirectory: requirement.subdirectory }, tools);
  return await obtainArchive({ url, shownAs, subdirectory: requirement.subdirectory, hashes: requirement.hashes }, tools);
}
