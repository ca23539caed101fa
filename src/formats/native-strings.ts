// What downloaders, stealers and shells carry has one of these in it. Each is searched as it is and, on Windows, as that keeps text (two bytes a letter).
const MARKERS = ['://', 'owershell', '/dev/tcp/', 'MpPreference', ':AA'];
// Ordinary links are nothing to look at.
const REMARKABLE = /api\/webhooks\/|api\.telegram\.org|hooks\.slack\.com|pastebin\.com|transfer\.sh|webhook\.site|ngrok|trycloudflare|oastify|gofile\.io|\.onion|owershell|\/dev\/tcp\/|MpPreference|:AA|\b(?:curl|wget|schtasks|bitsadmin|certutil|mshta)\b/i;
const AROUND = 300;
const MOST_FINDS = 1_000;
const PRINTABLE = /[\x20-\x7e]{8,}/g;

function around(bytes: Buffer, at: number, encoding: 'latin1' | 'utf16le'): readonly string[] {
  const width = encoding === 'latin1' ? 1 : 2;
  const start = Math.max(at % width, at - AROUND * width);
  const text = bytes.toString(encoding, start, at + AROUND * width);
  const offset = (at - start) / width;
  return [...text.matchAll(PRINTABLE)].filter(({ index, 0: run }) => index <= offset && index + run.length > offset).map(([run]) => run);
}

function find(bytes: Buffer, marker: string, encoding: 'latin1' | 'utf16le'): readonly string[] {
  const wanted = Buffer.from(marker, encoding);
  const found: string[] = [];
  for (let at = bytes.indexOf(wanted); at >= 0 && found.length < MOST_FINDS; at = bytes.indexOf(wanted, at + wanted.length)) found.push(...around(bytes, at, encoding));
  return found;
}

/** Printable texts of machine code that hold one of the marks which downloaders, stealers and shells carry, each once. */
export function remarkableStrings(bytes: Buffer): readonly string[] {
  const isWindows = bytes.toString('latin1', 0, 2) === 'MZ';
  const encodings = isWindows ? (['latin1', 'utf16le'] as const) : (['latin1'] as const);
  return [...new Set(encodings.flatMap((encoding) => MARKERS.flatMap((marker) => find(bytes, marker, encoding))))].filter((text) => REMARKABLE.test(text));
}
