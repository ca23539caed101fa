/** What an URL or path leads to, as far as its spelling tells. */
export type DirectTarget = 'wheel' | 'source-archive' | 'folder' | 'vcs';

const ARCHIVE = /\.(?:tar\.(?:gz|bz2|xz|lz|lzma|zst)|tgz|tbz|txz|tlz|tar|zip)$/;

/** What an URL or path leads to: by its scheme and last component. What http serves is an archive, whatever it is called. */
export function targetOf(url: string): DirectTarget {
  if (/^(?:git|hg|svn|bzr)\+/i.test(url)) return 'vcs';
  const path = (url.split(/[?#]/)[0] ?? '').toLowerCase();
  if (path.endsWith('.whl')) return 'wheel';
  return ARCHIVE.test(path) || /^https?:/.test(path) ? 'source-archive' : 'folder';
}

/** A digest that stands in the fragment of an URL. */
export interface FragmentDigest {
  readonly algorithm: string;
  readonly digest: string;
}

/** The value of `#name=` or `&name=`. pip looks for it in the whole URL, in its query as well. */
const valueIn = (url: string, name: string): string | null => new RegExp(`[#&]${name}=([^&#]*)`).exec(url)?.[1] ?? null;

/** `#egg=name` or `#egg=name[extra,other]`, taken apart; null where there is none. Not checked. */
export function eggOf(url: string): { readonly name: string; readonly extras: string } | null {
  const egg = valueIn(url, 'egg');
  if (egg === null) return null;
  const [, name = egg, extras = ''] = /^([^[]*)\[(.*)\]$/.exec(egg) ?? [];
  return { name, extras };
}

/** `#subdirectory=`, or ''. Not checked. */
export const subdirectoryOf = (url: string): string => valueIn(url, 'subdirectory') ?? '';

/** `#sha256=…` and its like: pip takes the first. */
export function digestOf(url: string): FragmentDigest | null {
  const found = /[#&](sha512|sha384|sha256|sha224|sha1|md5)=([^&#]*)/.exec(url);
  return found?.[1] && found[2] !== undefined ? { algorithm: found[1], digest: found[2].toLowerCase() } : null;
}

/** The URL without what stands behind its hash sign. */
export const withoutFragment = (url: string): string => url.replace(/#.*$/s, '');

/** The URL without `#egg=`, whose name stands in front of an URL as well; the rest of the fragment stays. */
export function withoutEgg(url: string): string {
  const kept = (/#(.*)$/s.exec(url)?.[1] ?? '').split('&').filter((part) => part !== '' && !part.startsWith('egg='));
  return `${withoutFragment(url)}${kept.length > 0 ? `#${kept.join('&')}` : ''}`;
}

/** `user` or `user:password` of an URL, or null. */
export const userInfoOf = (url: string): string | null => /^[a-z][a-z0-9+.-]*:\/\/([^/?#]*)@/i.exec(url)?.[1] ?? null;

/**
 * The URL without user and password. As in PEP 610 two forms stay, since they give nothing away: `${NAME}` and `${NAME}:${NAME}`, and for git the
 * user `git`, which stands for everybody.
 */
export function withoutCredentials(url: string): string {
  const userInfo = userInfoOf(url);
  const isHarmless = userInfo === null || /^\$\{[A-Za-z0-9-_]+\}(?::\$\{[A-Za-z0-9-_]+\})?$/.test(userInfo) || (userInfo === 'git' && /^git\+/i.test(url));
  return isHarmless ? url : url.replace(`${userInfo}@`, () => '');
}

/** Any text with the credentials of the URLs in it made unreadable: lines are shown in errors, and variables put tokens into them. */
export function hideCredentials(text: string): string {
  return text.replace(/(?<=:\/\/)[^\s/?#@]*(?:@[^\s/?#@]*)*(?=@)/g, (userInfo) => (userInfo === 'git' || /^\$\{[A-Za-z0-9-_]+\}(?::\$\{[A-Za-z0-9-_]+\})?$/.test(userInfo) ? userInfo : '****'));
}
