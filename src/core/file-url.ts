const escape = (character: string): string => `%${character.charCodeAt(0).toString(16).toUpperCase()}`;

// As Python's quote() spells it, for that is what pip writes into direct_url.json; Node's pathToFileURL leaves more characters as they are.
const quoted = (part: string): string => encodeURIComponent(part).replace(/[!'()*]/g, escape);

/** The `file:` URL of an absolute path in pip's spelling. A drive letter of Windows keeps its colon. */
export function fileUrl(path: string): string {
  const drive = /^[A-Za-z]:(?=[\\/])/.exec(path)?.[0] ?? '';
  const rest = drive === '' ? path : path.slice(drive.length).replaceAll('\\', '/');
  return `file://${drive === '' ? '' : `/${drive}`}${rest.split('/').map(quoted).join('/')}`;
}
