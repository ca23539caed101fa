import { isPackageName, parsePackageName, type PackageName } from '../../core/name.js';

/** What the project JSON tells and is of use. Plain JSON: the store keeps it. */
export interface ProjectDetails {
  /** How many accounts may upload; null where the index does not say. */
  readonly maintainers: number | null;
  /** Names of projects that its links lead to and that its description says to install, normalised, sorted. */
  readonly claims: readonly string[];
}

type Json = Readonly<Record<string, unknown>>;

const isObject = (value: unknown): value is Json => typeof value === 'object' && value !== null && !Array.isArray(value);
const texts = (values: readonly unknown[]): readonly string[] => values.filter((value) => typeof value === 'string');

const MOST_TEXT = 200_000;
const MOST_CLAIMS = 50;
// Where the last component of a link is the name of a project.
const FORGE = /^https?:\/\/(?:www\.)?(?:github\.com|gitlab\.com|bitbucket\.org|codeberg\.org)\/[^/\s]+\/([^/\s#?]+)/i;
const INSTALLS = /\bpip3? +install +(?:(?:-U|--upgrade|--user) +)*["']?([A-Za-z0-9][A-Za-z0-9._-]*)/g;

function parsed(bytes: Buffer): unknown {
  try {
    return JSON.parse(bytes.toString('utf8'));
  } catch (error) {
    // A document that is nested a hundred thousand levels deep overflows the parser's stack.
    if (error instanceof SyntaxError || error instanceof RangeError) return null;
    throw error;
  }
}

/** Accounts with a role, each once; null where the document has no such list. */
function maintainersIn(document: Json): number | null {
  const ownership = document['ownership'];
  const roles = isObject(ownership) ? ownership['roles'] : null;
  if (!Array.isArray(roles)) return null;
  const users = texts(roles.map((role: unknown) => (isObject(role) ? role['user'] : null)));
  // An organization stands for any number of people.
  return users.length === 0 || (isObject(ownership) && typeof ownership['organization'] === 'string') ? null : new Set(users).size;
}

function claimsIn(info: Json): readonly string[] {
  const urls = isObject(info['project_urls']) ? Object.values(info['project_urls']) : [];
  const links = texts([info['home_page'], ...urls]).flatMap((url) => FORGE.exec(url)?.[1]?.replace(/\.git$/, '') ?? []);
  const description = typeof info['description'] === 'string' ? info['description'].slice(0, MOST_TEXT) : '';
  const installs = [...description.matchAll(INSTALLS)].map(([, name = '']) => name.replace(/[._-]+$/, ''));
  const names = [...links, ...installs].filter(isPackageName).map(parsePackageName);
  return [...new Set(names)].slice(0, MOST_CLAIMS).toSorted();
}

/** Reads the document of exactly this project; null for anything else, whatever its type. */
export function readDetails(bytes: Buffer, project: PackageName): ProjectDetails | null {
  const document = parsed(bytes);
  const info = isObject(document) ? document['info'] : null;
  if (!isObject(document) || !isObject(info)) return null;
  const name = info['name'];
  if (typeof name !== 'string' || !isPackageName(name) || parsePackageName(name) !== project) return null;
  return { maintainers: maintainersIn(document), claims: claimsIn(info) };
}

/** True for what `readDetails` made, read back from the store. */
export function isProjectDetails(value: unknown): value is ProjectDetails {
  if (!isObject(value)) return false;
  const { maintainers, claims } = value;
  return (maintainers === null || typeof maintainers === 'number') && Array.isArray(claims) && texts(claims).length === claims.length;
}
