const FETCHES_INTO: readonly RegExp[] = [
  /\bcurl\b[^\n]{0,300}\s(?:-\w*o|--output)[\s=]+["']?([^\s"';&|]+)/,
  /\bwget\b[^\n]{0,300}\s(?:-\w*O|--output-document)[\s=]*["']?([^\s"';&|]+)/,
  /\b(?:iwr|irm|Invoke-WebRequest|Invoke-RestMethod)\b[^\n]{0,300}\s-OutFile\s+["']?([^\s"';&|]+)/i,
  /\bcertutil\b[^\n]{0,300}-urlcache\b[^\n]{0,300}\s["']?\w+:\/\/\S+\s+["']?([^\s"';&|]+)/i,
  /\bbitsadmin\b[^\n]{0,300}\/transfer\b[^\n]{0,300}\s["']?\w+:\/\/\S+\s+["']?([^\s"';&|]+)/i,
  /\bgit\s+clone\s[^\n]{0,300}?(?:\w+:\/\/|\w@)\S+\s+["']?([^\s"';&|-][^\s"';&|]*)/,
];
// A bare word stands in other commands as well.
const IS_PLACE = /[\\/.].|.[\\/.]/;

/** The file or folder that a command line fetches something into; null where it fetches nothing, or nobody can tell where to. */
export function fetchedInto(command: string): string | null {
  if (!/:\/\/|\w@|\{\}/.test(command)) return null;
  for (const pattern of FETCHES_INTO) {
    const place = pattern.exec(command)?.[1];
    if (place !== undefined) return IS_PLACE.test(place) && !place.startsWith('/dev/') ? place : null;
  }
  return null;
}
