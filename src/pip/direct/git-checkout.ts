import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { ToolError } from '../../core/errors.js';
import type { RunResult } from '../../platform/spawn.js';
import type { GitOptions, RunGit } from './direct-source.js';
import { fetchError, lastLine, noRevision } from './git-errors.js';
import type { GitUrl } from './git-url.js';

/** One checkout under way. */
export interface Checkout {
  readonly source: GitUrl;
  readonly shownAs: string;
  /** Where the working tree goes; must not exist. */
  readonly tree: string;
  readonly runGit: RunGit;
}

// Whatever a redirection, a submodule or the user's own rewriting leads to: no other helper of git's is started (ext:: runs commands).
const PROTOCOLS = 'https:http:ssh:file';
// As in git itself, a submodule may name a repository of this machine only where the user's configuration says so: its files would be built in.
const SUBMODULE_PROTOCOLS = 'https:http:ssh';

const settingsFor = ({ rewrite }: GitUrl): Pick<GitOptions, 'settings'> => (rewrite === null ? {} : { settings: [[`url.${rewrite.to}.insteadOf`, rewrite.from]] });

function git({ source, tree, runGit }: Checkout, args: readonly string[], protocols: string = PROTOCOLS): Promise<RunResult> {
  return runGit(args, { cwd: tree, variables: { GIT_ALLOW_PROTOCOL: protocols }, ...settingsFor(source) });
}

async function clone({ source, shownAs, tree, runGit }: Checkout, folder: string): Promise<void> {
  // Without the content of old versions, as pip does it: that is fetched where a checkout needs it. Tags and history are there for version tools.
  const args = ['clone', '--quiet', '--no-checkout', '--filter=blob:none', '--template=', '--', source.url, tree];
  const result = await runGit(args, { cwd: folder, variables: { GIT_ALLOW_PROTOCOL: PROTOCOLS }, ...settingsFor(source) });
  if (result.code !== 0) throw fetchError(shownAs, result);
}

async function commitAt(checkout: Checkout, revision: string): Promise<string | null> {
  const { code, stdout } = await git(checkout, ['rev-parse', '--quiet', '--verify', `${revision}^{commit}`]);
  return code === 0 ? stdout.trim() : null;
}

/** The commit behind a name in pip's order: branch, tag, then what the other side has under it (refs/pull/1/head), then a commit, shortened or not. */
async function findCommit(checkout: Checkout, revision: string): Promise<string> {
  const { source, shownAs } = checkout;
  const known = await commitAt(checkout, `refs/tags/${revision}`);
  if (known !== null) return known;
  const isWhole = /^[0-9a-f]{40}$|^[0-9a-f]{64}$/i.test(revision);
  if (revision.startsWith('refs/') || (isWhole && (await commitAt(checkout, revision)) === null)) {
    const fetched = await git(checkout, ['fetch', '--quiet', '--no-tags', '--', source.url, revision]);
    const commit = fetched.code === 0 ? await commitAt(checkout, 'FETCH_HEAD') : null;
    if (commit === null) throw noRevision(shownAs, revision, fetched);
    return commit;
  }
  const commit = await commitAt(checkout, revision);
  if (commit === null) throw noRevision(shownAs, revision, null);
  return commit;
}

/** The words that bring files into the empty tree. A branch is checked out as a branch: build tools may ask for its name. */
async function checkoutWords(checkout: Checkout): Promise<readonly string[]> {
  const { revision } = checkout.source;
  if (revision === null) return ['reset', '--quiet', '--hard'];
  const isBranch = (await commitAt(checkout, `refs/remotes/origin/${revision}`)) !== null;
  if (!isBranch) return ['checkout', '--quiet', '--detach', await findCommit(checkout, revision)];
  const { stdout } = await git(checkout, ['symbolic-ref', '--quiet', 'HEAD']);
  return stdout.trim() === `refs/heads/${revision}` ? ['reset', '--quiet', '--hard'] : ['checkout', '--quiet', '-b', revision, '--track', `origin/${revision}`];
}

async function fillSubmodules(checkout: Checkout): Promise<void> {
  if (!existsSync(join(checkout.tree, '.gitmodules'))) return;
  const { stdout } = await git(checkout, ['config', '--get', 'protocol.file.allow']);
  const protocols = stdout.trim() === 'always' ? PROTOCOLS : SUBMODULE_PROTOCOLS;
  const result = await git(checkout, ['submodule', '--quiet', 'update', '--init', '--recursive'], protocols);
  if (result.code !== 0) throw fetchError(`the submodules of ${checkout.shownAs}`, result);
}

/** Clones into `folder`, checks out and fills the submodules. Gives the commit. Throws UserError `bad-requirement` or ToolError `network`. */
export async function checkOut(checkout: Checkout, folder: string): Promise<string> {
  await clone(checkout, folder);
  const filled = await git(checkout, await checkoutWords(checkout));
  if (filled.code !== 0) throw new ToolError('network', `git cannot check out ${checkout.shownAs}: ${lastLine(filled)}`);
  await fillSubmodules(checkout);
  const commit = await commitAt(checkout, 'HEAD');
  if (commit === null) throw new ToolError('network', `${checkout.shownAs} holds no commit`);
  return commit;
}
