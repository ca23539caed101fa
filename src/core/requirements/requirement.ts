import type { LockedFile } from '../locked.js';

/** Where a requirement stands; null file for the command line. Lines count from 1. */
export interface Origin {
  readonly file: string;
  readonly line: number;
}

/** What a requirement points at. `index`: a name for an index; the others are direct references. */
export type RequirementTarget = 'index' | 'wheel' | 'source-archive' | 'folder' | 'vcs';

/** One requirement, taken apart and checked. */
export interface Requirement {
  /** As the user spelled it, in front of the URL, in `#egg=` or in the name of a wheel; null for a direct reference without one. */
  readonly name: string | null;
  readonly extras: readonly string[];
  /** PEP 440 specifiers, joined by commas, or ''. */
  readonly specifier: string;
  /** Absolute URL of a direct reference with its fragment but for `egg=`, or null. */
  readonly url: string | null;
  /** `#subdirectory=` of the URL: the folder inside the source that holds the project; '' for its root. Never leads out. */
  readonly subdirectory: string;
  readonly marker: string | null;
  readonly target: RequirementTarget;
  readonly editable: boolean;
  /** Values of `--hash`, e.g. `sha256:…`, in lower case. */
  readonly hashes: readonly string[];
  /** Values of its own `--config-settings`, each `KEY=VALUE`. */
  readonly configSettings: readonly string[];
  readonly origin: Origin | null;
  /** Of an entry of a lock file: the files that it names. */
  readonly lockedFiles?: readonly LockedFile[];
}

// pip cuts comments at a blank with a hash sign, even between quotes; an empty pair of quotes between the two says the same without one.
const shellQuoted = (text: string): string => `"${text.replace(/[\\"]/g, String.raw`\$&`).replace(/\s(?=#)/g, '$&""')}"`;

const extrasOf = ({ extras }: Requirement): string => (extras.length > 0 ? `[${extras.join(',')}]` : '');

/** The path of a `file:` URL, for the one thing that cannot be said with an URL: extras of a project whose name is not known. */
function pathOf(url: string): string {
  return decodeURIComponent(new URL(url).pathname).replace(/^\/(?=[A-Za-z]:)/, '');
}

function directBody(requirement: Requirement, url: string): string {
  const { name } = requirement;
  const extras = extrasOf(requirement);
  if (name === null && extras !== '' && /^file:/i.test(url)) return `${pathOf(url)}${extras}`;
  if (name === null) return url;
  // pip ends `name @ url` at the first semicolon, and an URL alone only at one with a blank behind it. Pips before 24.0 know no `name @ git+file:`, and
  // before 25.0 nothing of that form behind -e.
  if (url.includes(';') || requirement.editable || (/^git\+file:/i.test(url) && extras === '')) return `${url}${url.includes('#') ? '&' : '#'}egg=${name}${extras}`;
  return `${name}${extras} @ ${url}`;
}

/** The line depsec hands to pip for a requirement: rebuilt from its parts, so nothing else can ride along. */
export function requirementLine(requirement: Requirement): string {
  const { url, name, specifier, hashes, configSettings } = requirement;
  const body = url === null ? `${name ?? ''}${extrasOf(requirement)}${specifier}` : directBody(requirement, url);
  const marker = requirement.marker ? ` ; ${requirement.marker}` : '';
  const options = [...hashes.map((hash) => ` --hash=${hash}`), ...configSettings.map((setting) => ` --config-settings=${shellQuoted(setting)}`)].join('');
  return `${requirement.editable ? '-e ' : ''}${body}${marker}${options}`;
}
