import { existsSync, readFileSync, statSync } from 'node:fs';
import { dirname, join, resolve } from 'node:path';

// `git worktree` and submodules: a file instead of the folder says where the repository is (gitrepository-layout(5)).
function repositoryOf(dotGit: string): readonly string[] {
  if (statSync(dotGit).isDirectory()) return [];
  const [, gitDir] = /^gitdir: (.+)$/m.exec(readFileSync(dotGit, 'utf8')) ?? [];
  if (gitDir === undefined) return [];
  const own = resolve(dirname(dotGit), gitDir);
  const common = join(own, 'commondir');
  return existsSync(common) ? [own, resolve(own, readFileSync(common, 'utf8').trim())] : [own];
}

/** The checkout that a folder lies in and its repository: backends ask git which version it is. Nothing where there is none. */
export function repositoryAround(folder: string): readonly string[] {
  for (let at = folder; ; at = dirname(at)) {
    const dotGit = join(at, '.git');
    if (existsSync(dotGit)) return [at, dotGit, ...repositoryOf(dotGit)];
    if (dirname(at) === at) return [];
  }
}
