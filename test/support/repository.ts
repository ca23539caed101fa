import { execFileSync } from 'node:child_process';
import { mkdirSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { releaseOf, type SourceWords } from './sources.js';
import { metadataText } from './wheel.js';

/** Writes a source tree, PKG-INFO included, and returns its folder. */
export function writeTree(folder: string, name: string, words: SourceWords = {}): string {
  const release = releaseOf(name, words);
  for (const [path, data] of Object.entries({ 'PKG-INFO': metadataText(release), ...release.files })) {
    mkdirSync(dirname(join(folder, path)), { recursive: true });
    writeFileSync(join(folder, path), data);
  }
  return folder;
}

/** Makes a git repository of a source tree, with the tag v1 on its only commit. */
export function writeRepository(folder: string, name: string, words: SourceWords = {}): string {
  writeTree(folder, name, words);
  const git = (...args: readonly string[]): void => {
    execFileSync('git', ['-c', 'user.name=Ada', '-c', 'user.email=ada@gardens.invalid', '-c', 'init.defaultBranch=main', ...args], { cwd: folder, stdio: 'pipe' });
  };
  git('init');
  git('add', '--all');
  git('commit', '--message=plant');
  git('tag', 'v1');
  return folder;
}
