import { execFileSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { onTestFinished } from 'vitest';
import { parseLocal } from '../../../src/app/pipeline/requirements/local-requirement.js';
import { createRunGit } from '../../../src/pip/direct/git-environment.js';
import { obtainDirectSource } from '../../../src/pip/direct/obtain.js';
import type { DirectSource, DirectTools, RunGit } from '../../../src/pip/direct/direct-source.js';
import { plainEnvironment } from '../../support/runs/python.js';
import { makeHttp } from '../../platform/loopback.js';

/** A temporary folder for the running test. */
export function temporaryFolder(): string {
  const folder = mkdtempSync(join(tmpdir(), 'depsec-direct-'));
  onTestFinished(() => rmSync(folder, { recursive: true, force: true }));
  return folder;
}

/** Writes files below a folder; what ends with a slash becomes a folder. */
export function lay(folder: string, files: Readonly<Record<string, string>>): string {
  for (const [name, text] of Object.entries(files)) {
    mkdirSync(dirname(join(folder, name)), { recursive: true });
    writeFileSync(join(folder, name), text);
  }
  return folder;
}

/** The environment of a user who has neither a git configuration nor a home with one. */
export function userEnvironment(folder: string, more: Readonly<Record<string, string>> = {}): Record<string, string> {
  return { ...plainEnvironment(), HOME: folder, GIT_CONFIG_NOSYSTEM: '1', ...more };
}

/** Runs git for the set-up of a test and gives its output. */
export function git(cwd: string, ...args: readonly string[]): string {
  const who = ['-c', 'user.name=Tester', '-c', 'user.email=tester@example.invalid', '-c', 'protocol.file.allow=always', '-c', 'init.defaultBranch=main'];
  return execFileSync('git', [...who, ...args], { cwd, env: userEnvironment(cwd), encoding: 'utf8', stdio: ['ignore', 'pipe', 'pipe'] }).trim();
}

/** A repository with one commit of these files. */
export function makeRepository(folder: string, files: Readonly<Record<string, string>>): string {
  lay(folder, files);
  git(folder, 'init', '--quiet');
  git(folder, 'add', '--all');
  git(folder, 'commit', '--quiet', '--message', 'first');
  return folder;
}

/** Adds a commit and gives its id. */
export function commit(repository: string, files: Readonly<Record<string, string>>): string {
  lay(repository, files);
  git(repository, 'add', '--all');
  git(repository, 'commit', '--quiet', '--message', 'next');
  return git(repository, 'rev-parse', 'HEAD');
}

export interface Given {
  readonly cwd?: string;
  readonly variables?: Readonly<Record<string, string>>;
  readonly runGit?: RunGit;
  readonly hashes?: readonly string[];
  readonly editable?: boolean;
}

/** Obtains what a line of a requirements file names, with the tools of a real run. */
export async function obtain(text: string, given: Given = {}): Promise<DirectSource> {
  const folder = temporaryFolder();
  const { signal } = new AbortController();
  const variables = userEnvironment(folder, given.variables);
  const tools: DirectTools = { folder, runGit: given.runGit ?? createRunGit(variables, signal), download: (url, to) => makeHttp().download(url, to), signal };
  const requirement = { ...parseLocal(text, given.cwd ?? folder), hashes: given.hashes ?? [], editable: given.editable ?? false };
  return await obtainDirectSource(requirement, tools);
}
