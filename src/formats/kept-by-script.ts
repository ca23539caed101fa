import { scriptLines, type ScriptLine } from './script-lines.js';

// Where a line puts what it shows: a file, or a variable of the shell.
const INTO_FILE = />{1,2}\s*"?([^\s"';&|<>()]{2,100})/g;
const INTO_VARIABLE = /(?:^|[;&|]\s*)(?:export\s+|local\s+)?([A-Za-z_]\w{0,40})=["']?(?:\$\(|`)/g;
const MOST_PAIRS = 40;

const placesIn = (text: string): readonly string[] => [
  ...[...text.matchAll(INTO_FILE)].flatMap(([, place = '']) => (place.startsWith('/dev/') ? [] : [place])),
  ...[...text.matchAll(INTO_VARIABLE)].flatMap(([, name = '']) => [`$${name}`, `\${${name}}`]),
];

/** Lines of a shell script that keep something in a file or a variable, each with one behind it that mentions that, as one command: what a script does in two steps. */
export function keptByScript(text: string): readonly ScriptLine[] {
  const kept: { readonly line: ScriptLine; readonly places: readonly string[] }[] = [];
  const pairs: ScriptLine[] = [];
  for (const line of scriptLines(text)) {
    for (const before of kept) if (pairs.length < MOST_PAIRS && before.places.some((place) => line.text.includes(place))) pairs.push({ text: `${before.line.text}; ${line.text}`, line: line.line });
    const places = placesIn(line.text);
    if (places.length > 0 && kept.length < MOST_PAIRS) kept.push({ line, places });
  }
  return pairs;
}
