import { userInfoOf, withoutCredentials, withoutFragment } from '../../core/requirements/direct-url.js';
import { UserError } from '../../core/errors.js';

/** An URL like `git+https://user:secret@host/project.git@v1` taken apart. */
export interface GitUrl {
  /** What git is asked for: without credentials, which git learns from its environment (see `rewrite`). */
  readonly url: string;
  /** Branch, tag, commit or full reference, as the user wrote it; null for the default branch. */
  readonly revision: string | null;
  /** What direct_url.json holds. */
  readonly recorded: string;
  /** A beginning of URLs, and the same with credentials; null where there are none. */
  readonly rewrite: { readonly from: string; readonly to: string } | null;
}

const bad = (message: string, hint?: string): UserError => new UserError('bad-requirement', message, hint === undefined ? {} : { hint });

function unquoted(text: string): string {
  return text.replace(/(?:%[0-9a-f]{2})+/gi, (escapes) => Buffer.from(escapes.replaceAll('%', ''), 'hex').toString('utf8'));
}

function checkRevision(revision: string, shown: string): void {
  if (revision === '') throw bad(`${shown} names no revision behind its @`, 'name a branch, tag or commit, or leave the @ out');
  // git would take it for an option.
  if (revision.startsWith('-')) throw bad(`${shown}: a revision cannot begin with "-"`);
  if (/[\p{Cc}\p{Cf}\p{Zl}\p{Zp}\uFFFD]/u.test(revision)) throw bad(`${shown}: its revision holds control or invisible characters`);
}

function rewriteFor(url: string): GitUrl['rewrite'] {
  const userInfo = userInfoOf(url);
  if (userInfo === null || !/^https?:/i.test(url)) return null;
  const to = /^[^/]*\/\/[^/?#]*\/?/.exec(url)?.[0] ?? url;
  return { from: to.replace(`${userInfo}@`, () => ''), to };
}

const REFUSED: Readonly<Record<string, string>> = {
  git: 'git:// is neither encrypted nor does it tell who answers; use git+https:// or git+ssh://',
};

/** Takes the URL of a checkout apart. Throws `bad-requirement` for protocols other than https, http, ssh and file, and for revisions that are options. */
export function parseGitUrl(given: string, shown: string): GitUrl {
  const [, protocol = '', rest = ''] = /^git\+([a-z]+):\/\/(.*)$/is.exec(withoutFragment(given)) ?? [];
  const scheme = protocol.toLowerCase();
  if (!['https', 'http', 'ssh', 'file'].includes(scheme)) throw bad(`${shown}: ${REFUSED[scheme] ?? `git+${scheme}:// is not supported`}`);
  const pathAt = rest.indexOf('/');
  const [host, path] = pathAt < 0 ? [rest, ''] : [rest.slice(0, pathAt), rest.slice(pathAt)];
  if (host.startsWith('-') || /@-/.test(host)) throw bad(`${shown}: a host cannot begin with "-"`);
  const [, plainPath = path, query = ''] = /^([^?]*)(\?.*)?$/s.exec(path) ?? [];
  const at = plainPath.lastIndexOf('@');
  const revision = at < 0 ? null : unquoted(plainPath.slice(at + 1));
  if (revision !== null) checkRevision(revision, shown);
  const repository = at < 0 ? plainPath : plainPath.slice(0, at);
  // As pip does it: the path of a local repository is meant, not its spelling.
  const url = `${scheme}://${host}${scheme === 'file' ? unquoted(repository) : repository}${query}`;
  const rewrite = rewriteFor(url);
  return { url: rewrite === null ? url : url.replace(rewrite.to, () => rewrite.from), revision, recorded: withoutCredentials(`git+${url}`).slice('git+'.length), rewrite };
}
