import { splitLines } from '../core/split-lines.js';

// site.py runs a line of a .pth file that starts with "import" and a blank or tab, in every start of Python (library/site.py, addpackage).
const IS_CODE = /^import[ \t]/;
const EXECUTES = /^import [\w, ]+;\s*exec\((?:'((?:[^'\\]|\\.)*)'|"((?:[^"\\]|\\.)*)")\);?$/;
const ESCAPES: Readonly<Record<string, string>> = { n: '\n', t: '\t', '\\': '\\', "'": "'", '"': '"' };

// Up to Python 3.12 a line ends as in any text file. Later ones end it wherever str.splitlines() does as well, and execute what comes then.
const LINE_END = /\r\n?|\n/;
// Of these only the form feed is blank space to who takes it all for one line: with any other the line is an error, and nothing of it runs.
const NEVER_CODE = /[\x0B\x1C-\x1E\x85\u2028\u2029]/;

// Where it is no UTF-8, site.py takes the encoding of the machine: of those any byte may stand for a letter.
function decoded(content: Buffer): string {
  const text = content.toString('utf8');
  return text.includes('\uFFFD') ? content.toString('latin1') : text;
}

/** The lines of a .pth file. What only some Pythons take for several lines stands there twice: as the one line that it is to the others, and behind it in parts. */
export const pathLines = (content: Buffer): readonly string[] =>
  decoded(content).split(LINE_END).map((line) => [line, splitLines(line)] as const).flatMap(([line, parts]) => (parts.length > 1 ? [line, ...parts] : [line]));

/** The lines of a .pth file that are run as code, in their places; all others are empty. */
export const pathCode = (lines: readonly string[]): readonly string[] =>
  lines.map((line, index) => (index === 0 ? line.replace(/^\u{feff}/u, '') : line).trimEnd()).map((line) => (IS_CODE.test(line) && !NEVER_CODE.test(line) ? line : ''));

/** The code that such a line keeps in a text and executes; null for every other line, and where the text hides more than line ends, tabs and quotes. */
export function executedText(line: string): string | null {
  const [, single, double] = EXECUTES.exec(line) ?? [];
  const text = single ?? double;
  if (text === undefined || [...text.matchAll(/\\(.)/g)].some(([, letter = '']) => !(letter in ESCAPES))) return null;
  return text.replaceAll(/\\(.)/g, (_, letter: string) => ESCAPES[letter] ?? letter);
}

/** True for a `.pth` file that lies beside the packages, where it is read at every start; model weights in deeper folders share the suffix. */
export function isReadAtStart(path: string): boolean {
  const folders = path.split('/').slice(0, -1);
  return folders.length <= 1 || folders.some((folder) => folder.endsWith('.data'));
}
