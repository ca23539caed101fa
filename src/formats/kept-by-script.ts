import type { ScriptLine } from './script-lines.js';

// Where a line puts what it shows: a file, or a variable of the shell.
const INTO_FILE = />{1,2}\s*"?([^\s"';&|<>()]{2,100})/g;
const INTO_VARIABLE = /(?:^|[;&|]\s*)(?:export\s+|local\s+)?([A-Za-z_]\w{0,40})=["']?(?:\$\(|`)/g;
// The archive that it packs, and what it copies to.
const INTO_ARCHIVE = /\b(?:tar\s+-?\w{0,10}c\w{0,10}\s+|zip\s+(?:-\w{1,20}\s+){0,5}|7z\s+a\s+)["']?([^\s"';&|<>()-][^\s"';&|<>()]{1,100})/g;
const INTO_COPY = /\bcp\s+(?:-\w{1,20}\s+){0,5}[^\s;&|]{1,200}\s+["']?([^\s"';&|<>()]{2,100})["']?\s{0,20}(?=$|[;&|])/g;
const MOST_PAIRS = 40;

const placesIn = (text: string): readonly string[] => [
  ...[...text.matchAll(INTO_FILE)].flatMap(([, place = '']) => (place.startsWith('/dev/') ? [] : [place])),
  ...[INTO_ARCHIVE, INTO_COPY].flatMap((pattern) => [...text.matchAll(pattern)].map(([, place = '']) => place)),
  ...[...text.matchAll(INTO_VARIABLE)].flatMap(([, name = '']) => [`$${name}`, `\${${name}}`]),
];

/** Lines of a shell script that keep something in a file or a variable, each with one behind it that mentions that, as one command: what a script does in two steps. */
export function keptByScript(lines: readonly ScriptLine[]): readonly ScriptLine[] {
  const kept: { readonly line: ScriptLine; readonly places: readonly string[] }[] = [];
  const pairs: ScriptLine[] = [];
  for (const line of lines) {
    for (const before of kept) if (pairs.length < MOST_PAIRS && before.places.some((place) => line.text.includes(place))) pairs.push({ text: `${before.line.text}; ${line.text}`, line: line.line });
    const places = placesIn(line.text);
    if (places.length > 0 && kept.length < MOST_PAIRS) kept.push({ line, places });
  }
  return pairs;
}
