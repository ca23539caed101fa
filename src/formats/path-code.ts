// site.py runs a line of a .pth file that starts with "import" and a blank or tab, in every start of Python (library/site.py, addpackage).
const IS_CODE = /^import[ \t]/;
const EXECUTES = /^import [\w, ]+;\s*exec\((?:'((?:[^'\\]|\\.)*)'|"((?:[^"\\]|\\.)*)")\);?$/;
const ESCAPES: Readonly<Record<string, string>> = { n: '\n', t: '\t', '\\': '\\', "'": "'", '"': '"' };

/** The lines of a .pth file that are run as code, in their places; all others are empty. */
export const pathCode = (lines: readonly string[]): readonly string[] =>
  lines.map((line, index) => (index === 0 ? line.replace(/^\u{feff}/u, '') : line).trimEnd()).map((line) => (IS_CODE.test(line) ? line : ''));

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
