import { isReadAtStart, pathCode } from './path-code.js';

// From Python 3.15 on (PEP 829): each line names a function, which is called in every start of Python. Names that begin with a dot are passed over.
const NAMED = /(?:^|\/)[^./][^/]*\.start$/;
const FUNCTION = /^\s*((?!\d)[\p{L}\p{N}_]+(?:\.[\p{L}_][\p{L}\p{N}_]*)*):((?!\d)[\p{L}\p{N}_]+(?:\.[\p{L}_][\p{L}\p{N}_]*)*)\s*$/u;

/** True for a `.start` file that lies beside the packages; many programs have files in deeper folders that are called so. */
export const isStartFile = (path: string): boolean => NAMED.test(path) && isReadAtStart(path);

function callOf(line: string): string {
  const [, module, name] = FUNCTION.exec(line) ?? [];
  return module === undefined || name === undefined ? '' : `import ${module}; ${module}.${name}()`;
}

/** What the lines of a `.pth` or a `.start` file make Python run whenever it starts, each in its place; lines that run nothing are empty. */
export const startCode = (path: string, lines: readonly string[]): readonly string[] =>
  isStartFile(path) ? lines.map((line, index) => callOf(index === 0 ? line.replace(/^\u{feff}/u, '') : line)) : pathCode(lines);
