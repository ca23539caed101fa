import { chmodSync, existsSync, lstatSync, mkdirSync, readFileSync, readdirSync, statSync, symlinkSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { createRunGit } from '../../../src/pip/direct/git-environment.js';
import type { RunGit } from '../../../src/pip/direct/direct-source.js';
import { serve, type Loopback } from '../../platform/loopback.js';
import { commit, git, lay, makeRepository, obtain, temporaryFolder, userEnvironment } from './workbench.js';

const PROJECT = { 'pyproject.toml': '', 'demo.py': 'x = 1\n' };

/** A repository with two tags, a branch and a pull request. */
function history() {
  const folder = makeRepository(temporaryFolder(), PROJECT);
  const first = git(folder, 'rev-parse', 'HEAD');
  git(folder, 'tag', 'v1');
  git(folder, 'tag', '--annotate', '--message', 'x', 'v1a');
  git(folder, 'checkout', '--quiet', '-b', 'feature/x');
  const feature = commit(folder, { 'feature.py': '' });
  git(folder, 'checkout', '--quiet', '--detach');
  const pull = commit(folder, { 'pull.py': '' });
  git(folder, 'update-ref', 'refs/pull/1/head', pull);
  git(folder, 'checkout', '--quiet', 'main');
  const main = commit(folder, { 'main.py': '' });
  return { folder, url: `git+file://${folder}`, first, feature, pull, main };
}

/** Serves the files of bare repositories, as any web server can ("dumb http"); with a password when told. */
async function serveRepositories(folder: string, password?: string): Promise<Loopback> {
  const wanted = `Basic ${Buffer.from(`user:${password}`).toString('base64')}`;
  return await serve((request, response) => {
    const path = join(folder, decodeURIComponent((request.url ?? '').split('?')[0] ?? ''));
    if (password !== undefined && request.headers.authorization !== wanted) return response.writeHead(401, { 'www-authenticate': 'Basic realm="x"' }).end();
    if (!existsSync(path) || !statSync(path).isFile()) return response.writeHead(404).end();
    return response.end(readFileSync(path));
  });
}

function publish(repository: string, bare: string): void {
  git(repository, 'clone', '--quiet', '--bare', repository, bare);
  git(bare, 'update-server-info');
}

function recording(variables: Readonly<Record<string, string>> = {}): { readonly runGit: RunGit; readonly said: string[] } {
  const said: string[] = [];
  const runGit = createRunGit(userEnvironment(temporaryFolder(), variables), new AbortController().signal);
  return { said, runGit: (args, options) => { said.push(args.join(' ')); return runGit(args, options); } };
}

test('the default branch is fetched and pinned to its commit', async () => {
  const { folder, url, main } = history();
  const source = await obtain(url);
  expect(source).toMatchObject({ kind: 'folder', editable: false, leftOut: [], directUrl: { url: `file://${folder}`, vcs_info: { vcs: 'git', commit_id: main } } });
  expect(Object.keys(source.directUrl['vcs_info'] as object)).not.toContain('requested_revision');
  expect(readdirSync(source.path).toSorted()).toEqual(['.git', 'demo.py', 'main.py', 'pyproject.toml']);
  expect(git(source.path, 'symbolic-ref', '--short', 'HEAD')).toBe('main');
});

test.each([['main', 'main'], ['v1', 'first'], ['v1a', 'first'], ['feature/x', 'feature'], ['feature%2Fx', 'feature'], ['refs/pull/1/head', 'pull'], ['refs/heads/feature/x', 'feature']] as const)('@%s leads to its commit', async (written, name) => {
  const made = history();
  const { directUrl, path } = await obtain(`${made.url}@${written}`);
  expect(directUrl['vcs_info']).toEqual({ vcs: 'git', requested_revision: decodeURIComponent(written), commit_id: made[name] });
  expect(git(path, 'rev-parse', 'HEAD')).toBe(made[name]);
  expect(git(path, 'status', '--porcelain')).toBe('');
});

test('a commit may be named in full, in short, and when no branch holds it', async () => {
  const { url, first, pull } = history();
  for (const [written, wanted] of [[first, first], [first.slice(0, 8), first], [pull, pull]] as const) {
    expect((await obtain(`${url}@${written}`)).directUrl['vcs_info']).toEqual({ vcs: 'git', requested_revision: written, commit_id: wanted });
  }
});

test('a branch wins over a tag of the same name, and is checked out as a branch', async () => {
  const { folder, url, feature } = history();
  git(folder, 'tag', 'feature/x', 'v1');
  const { path, directUrl } = await obtain(`${url}@feature/x`);
  expect(directUrl['vcs_info']).toMatchObject({ commit_id: feature });
  expect(git(path, 'symbolic-ref', 'HEAD')).toBe('refs/heads/feature/x');
});

test('tags and history are there for tools that make a version of them, but no way back to the remote', async () => {
  const { folder, url } = history();
  git(folder, 'config', 'uploadpack.allowFilter', 'true');
  const { path } = await obtain(url);
  expect(git(path, 'describe', '--tags', '--dirty', '--long')).toMatch(/^v1a?-1-g[0-9a-f]+$/);
  expect(git(path, 'log', '--format=%s').split('\n')).toEqual(['next', 'first']);
  expect(git(path, 'archive', '--format=tar', 'HEAD')).toContain('main.py');
  expect(readFileSync(join(path, '.git/config'), 'utf8')).not.toContain(folder);
  expect(git(path, 'remote', '--verbose')).not.toContain('/');
});

test('#subdirectory= and spaces in a path are recorded as pip records them', async () => {
  const folder = makeRepository(join(temporaryFolder(), 'my project'), { 'src/pyproject.toml': '' });
  const { directUrl, subdirectory } = await obtain(`git+file://${folder.replace(' ', '%20')}@main#egg=demo&subdirectory=src`);
  expect([directUrl['url'], directUrl['subdirectory'], subdirectory]).toEqual([`file://${folder}`, 'src', 'src']);
  await expect(obtain(`git+file://${folder.replace(' ', '%20')}#subdirectory=other`)).rejects.toThrow('has no folder "other"');
});

test('hooks do not run, neither those of templates nor those that the user\'s configuration names', async () => {
  const home = temporaryFolder();
  const { url } = history();
  const marker = join(home, 'marker');
  lay(home, { 'template/hooks/post-checkout': `#!/bin/sh\ntouch ${marker}\n`, 'hooks/post-checkout': `#!/bin/sh\ntouch ${marker}\n` });
  for (const name of ['template', '']) chmodSync(join(home, name, 'hooks/post-checkout'), 0o755);
  lay(home, { config: `[init]\n\ttemplateDir = ${home}/template\n[core]\n\thooksPath = ${home}/hooks\n\tfsmonitor = touch ${marker}\n` });
  const { path } = await obtain(`${url}@feature/x`, { variables: { GIT_CONFIG_GLOBAL: join(home, 'config') } });
  expect([existsSync(marker), existsSync(join(path, '.git/hooks'))]).toEqual([false, false]);
});

test('a GIT_DIR of the user leads nowhere', async () => {
  const { url, main } = history();
  const other = makeRepository(temporaryFolder(), PROJECT);
  const { directUrl } = await obtain(url, { variables: { GIT_DIR: join(other, '.git'), GIT_WORK_TREE: other, GIT_INDEX_FILE: join(other, 'x') } });
  expect(directUrl['vcs_info']).toMatchObject({ commit_id: main });
});

test('links of a checkout become files where they lead to some, and go where they lead out', async () => {
  const folder = makeRepository(temporaryFolder(), { ...PROJECT, 'docs/x.md': 'text' });
  for (const [target, name] of [['demo.py', 'setup.py'], ['docs', 'manual'], ['/etc/passwd', 'users'], ['../..', 'up'], ['.git/config', 'settings']] as const) symlinkSync(target, join(folder, name));
  commit(folder, {});
  git(folder, 'tag', 'v1');
  const { path, leftOut } = await obtain(`git+file://${folder}`);
  expect([lstatSync(join(path, 'setup.py')).isFile(), lstatSync(join(path, 'manual')).isSymbolicLink()]).toEqual([true, true]);
  expect(leftOut.toSorted()).toEqual(['settings', 'up', 'users']);
  expect(git(path, 'describe', '--tags', '--dirty')).toBe('v1');
});

test('credentials reach git, its submodules on the same host too, but no argument, file, record or message', async () => {
  const root = temporaryFolder();
  const inner = makeRepository(temporaryFolder(), { 'inner.py': '' });
  const outer = makeRepository(temporaryFolder(), PROJECT);
  publish(inner, join(root, 'inner.git'));
  git(outer, 'submodule', '--quiet', 'add', inner, 'vendor');
  git(outer, 'config', '--file', '.gitmodules', 'submodule.vendor.url', '../inner.git');
  commit(outer, {});
  publish(outer, join(root, 'outer.git'));
  const { url } = await serveRepositories(root, 'hid den');
  const { runGit, said } = recording();
  const source = await obtain(`git+${url.replace('//', '//user:hid%20den@')}/outer.git@main`, { runGit });
  expect(source.directUrl).toMatchObject({ url: `${url}/outer.git`, vcs_info: { requested_revision: 'main' } });
  expect(existsSync(join(source.path, 'vendor/inner.py'))).toBe(true);
  const files = readdirSync(join(source.path, '.git'), { recursive: true, encoding: 'utf8' }).map((name) => join(source.path, '.git', name)).filter((name) => statSync(name).isFile());
  const text = [...said, JSON.stringify(source), ...files.map((name) => readFileSync(name, 'latin1'))].join('\n');
  expect(text).not.toContain('hid%20den');
  expect(git(source.path, 'status', '--porcelain')).toBe('');
  const error: unknown = await obtain(`git+${url.replace('//', '//user:wrong@')}/outer.git`).catch((cause: unknown) => cause);
  expect(error).toMatchObject({ code: 'network', hint: expect.stringContaining('credential helper') });
  expect(String(error)).not.toContain('wrong');
});

test('a credential helper of the user answers', async () => {
  const root = temporaryFolder();
  publish(makeRepository(temporaryFolder(), PROJECT), join(root, 'a.git'));
  const { url } = await serveRepositories(root, 'pass');
  const config = '[credential]\n\thelper = "!f() { echo username=user; echo password=pass; }; f"\n';
  const source = await obtain(`git+${url}/a.git`, { variables: { GIT_CONFIG_GLOBAL: join(lay(temporaryFolder(), { config }), 'config') } });
  expect(source.directUrl).toMatchObject({ url: `${url}/a.git` });
});

test.each([['another folder of this machine', 'file'], ['a command', 'ext']])('a submodule that is %s is refused', async (_, kind) => {
  const home = temporaryFolder();
  const inner = makeRepository(temporaryFolder(), { 'inner.py': '' });
  const outer = makeRepository(temporaryFolder(), PROJECT);
  git(outer, 'submodule', '--quiet', 'add', inner, 'vendor');
  git(outer, 'config', '--file', '.gitmodules', 'submodule.vendor.url', kind === 'ext' ? `ext::sh -c touch% ${home}/marker` : inner);
  commit(outer, {});
  await expect(obtain(`git+file://${outer}`)).rejects.toMatchObject({ name: 'UserError', message: expect.stringMatching(new RegExp(`the submodules of .*transport '${kind}' not allowed`)) });
  expect(existsSync(join(home, 'marker'))).toBe(false);
});

test('a user whose git may follow submodules to folders of this machine may here, too', async () => {
  const inner = makeRepository(temporaryFolder(), { 'inner.py': '' });
  const outer = makeRepository(temporaryFolder(), PROJECT);
  git(outer, 'submodule', '--quiet', 'add', inner, 'vendor');
  commit(outer, {});
  const config = join(lay(temporaryFolder(), { config: '[protocol "file"]\n\tallow = always\n' }), 'config');
  const { path } = await obtain(`git+file://${outer}`, { variables: { GIT_CONFIG_GLOBAL: config } });
  expect(existsSync(join(path, 'vendor/inner.py'))).toBe(true);
  expect(git(join(path, 'vendor'), 'log', '--format=%s')).toBe('first');
  expect(git(path, 'status', '--porcelain')).toBe('');
});

test.each([
  ['@nothing', 'there is no branch, tag or commit "nothing"'],
  ['@refs/pull/9/head', 'there is no branch, tag or commit "refs/pull/9/head"'],
  ['@0123456789012345678901234567890123456789', 'there is no branch, tag or commit'],
  ['@', 'names no revision'],
  ['@--upload-pack=x', 'cannot begin with "-"'],
  ['@%2d-output=x', 'cannot begin with "-"'],
  ['@a%0ab', 'control or invisible characters'],
])('the revision %j is the user\'s to put right', async (written, message) => {
  await expect(obtain(`${history().url}${written}`)).rejects.toMatchObject({ name: 'UserError', message: expect.stringContaining(message) });
});

test('a repository that is not there is the user\'s, a server that does not answer the network\'s', async () => {
  const { url } = await serveRepositories(temporaryFolder());
  await expect(obtain('git+file:///no/such/place')).rejects.toMatchObject({ name: 'UserError', message: expect.stringContaining('/no/such/place') });
  await expect(obtain(`git+${url}/none.git`)).rejects.toMatchObject({ name: 'UserError' });
  const error: unknown = await obtain('git+http://user:hidden@127.0.0.1:1/x.git').catch((cause: unknown) => cause);
  expect(error).toMatchObject({ name: 'ToolError', code: 'network', message: expect.stringContaining('127.0.0.1') });
  expect(String(error)).not.toContain('hidden');
});

test('a server that says nothing is given up', async () => {
  const { url } = await serve(() => undefined);
  await expect(obtain(`git+${url}/x.git`, { variables: { GIT_HTTP_LOW_SPEED_TIME: '1' } })).rejects.toMatchObject({ name: 'ToolError', code: 'network' });
});

test('--hash cannot hold for a checkout', async () => {
  await expect(obtain(history().url, { hashes: [`sha256:${'0'.repeat(64)}`] })).rejects.toMatchObject({ name: 'UserError', message: expect.stringContaining('checkout') });
});

test('an empty repository holds no commit', async () => {
  const folder = temporaryFolder();
  git(folder, 'init', '--quiet');
  await expect(obtain(`git+file://${folder}`)).rejects.toMatchObject({ code: 'network' });
});

test('without git on PATH the error says so', async () => {
  const empty = temporaryFolder();
  mkdirSync(join(empty, 'bin'));
  await expect(obtain('git+https://a.invalid/x.git', { variables: { PATH: join(empty, 'bin') } })).rejects.toMatchObject({ name: 'UserError', hint: expect.stringContaining('install git') });
});

test.each([
  ['hg+https://a.invalid/x', 'hg'], ['svn+https://a.invalid/x', 'svn'], ['bzr+https://a.invalid/x', 'bzr'], ['git+git://a.invalid/x', 'git://'], ['git+ext://sh/x', 'git+ext'],
  ['git+ssh://-oProxyCommand=x/y', 'host'], ['git+ssh://git@-oProxyCommand=x/y', 'host'],
])('%s is refused by name, before anything is started', async (url, named) => {
  const { runGit, said } = recording();
  await expect(obtain(url, { runGit })).rejects.toMatchObject({ name: 'UserError', message: expect.stringContaining(named) });
  expect(said).toEqual([]);
});

test('an editable checkout is refused with what to do instead', async () => {
  await expect(obtain('git+https://a.invalid/x.git#egg=x', { editable: true })).rejects.toMatchObject({ name: 'UserError', hint: expect.stringContaining('clone it yourself') });
});
