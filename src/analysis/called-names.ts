import { handedIn } from './handed-names.js';

/** What the top level of a module does with names that it may have from elsewhere. */
export interface TopLevel {
  /** Last parts of what it calls, hands on to be called or decorates with. */
  readonly called: ReadonlySet<string>;
  /** Its classes, each with what it inherits from. */
  readonly heirs: readonly (readonly [heir: string, base: string])[];
  /** Its import statements. */
  readonly imports: string;
}

const DEFINES = /^(?:async[ \t]+)?(?:def|class)\b/;
// `if __name__ == '__main__':` runs when the file is a script.
const IS_SCRIPT = /^if[ \t(]+__name__\b|^if[ \t(]+['"]__main__/;
const IMPORTS = /^(?:from|import)\b/;
const OF_PYTHON: ReadonlySet<string> = new Set(['print', 'setattr', 'globals', 'exec', 'setup', 'warn', 'del', 'assert', 'isinstance', 'super', 'update_wrapper', 'get', 'join', 'append', 'format', 'main', 'if', 'in', 'not', 'and', 'or', 'return', 'for', 'while', 'with', 'import', 'lambda', 'range', 'len', 'str', 'dict', 'list', 'tuple', 'set']);
const CALL = /(?<![\w.])([A-Za-z_][\w.]*)[ \t]*\(|(?<=\))\.([A-Za-z_]\w*)\(|(?<![\w.])([A-Z]\w*)\[|^@([A-Za-z_][\w.]*)/g;
const BASES = /^class[ \t]+(\w+)[ \t]*\(([^()\n]*)\)/;
// What a docstring shows is called by nobody.
const LONG_TEXT = /("""|''')[\s\S]*?\1/g;
const RENAMES = /(?<![\w.])([\w.]+)[ \t]+as[ \t]+(\w+)/g;
const LONGEST_LINE = 2_000;

const lastPart = (name: string): string => name.slice(name.lastIndexOf('.') + 1);

const DEFINED = /^(?:async[ \t]+)?(?:def|class)[ \t]+(\w+)/;
const METHOD = /^[ \t]+(?:async[ \t]+)?def[ \t]+(\w+)/;
const NOTHING: ReadonlySet<string> = new Set();

const indentOf = (line: string): number => line.length - line.trimStart().length;

/** In a class the body of a method goes on until the next line of the class itself, which runs when that is made. */
function staysInside(line: string, { isInside, entered, className, bodyIndent }: { readonly isInside: boolean; readonly entered: ReadonlySet<string>; readonly className: string; readonly bodyIndent: number }): boolean {
  const method = METHOD.exec(line)?.[1];
  if (method !== undefined) return !entered.has(`${className}.${method}`);
  return isInside && (indentOf(line) > bodyIndent || /^[#)\]}]/.test(line.trimStart()));
}

/** Lines that run when the module is imported: those of functions, methods and of the block for scripts are left out, but for functions and methods that are `entered`. */
function ownLines(text: string, entered: ReadonlySet<string>): readonly string[] {
  const lines: string[] = [];
  let isInside = false;
  let className = '';
  let bodyIndent: number | null = null;
  for (const line of text.replace(LONG_TEXT, '""').split('\n')) {
    const isAtEdge = line !== '' && !/^[\s#)\]}]/.test(line);
    const defined = isAtEdge ? (DEFINED.exec(line)?.[1] ?? '') : '';
    if (isAtEdge) [className, bodyIndent] = [line.startsWith('class') ? defined : '', null];
    if (isAtEdge) isInside = (DEFINES.test(line) && !(className === '' && entered.has(defined))) || IS_SCRIPT.test(line);
    else if (className !== '' && line.trim() !== '') isInside = staysInside(line, { isInside, entered, className, bodyIndent: (bodyIndent ??= indentOf(line)) });
    if (line.length <= LONGEST_LINE && (isAtEdge || !isInside)) lines.push(line);
  }
  return lines;
}

function namesIn(line: string): readonly string[] {
  if (DEFINES.test(line.trimStart())) return [];
  const called = [...line.matchAll(CALL)].flatMap(([, call, chained, indexed, decorator]) => lastPart(call ?? chained ?? indexed ?? decorator ?? ''));
  return [...called, ...handedIn(line)];
}

function heirsIn(line: string): TopLevel['heirs'] {
  const [, heir, bases = ''] = BASES.exec(line) ?? [];
  return heir === undefined ? [] : bases.split(',').map((base) => [heir, lastPart(base.trim())]);
}

/** Reads the lines of a module for what it calls when it is imported, and what the functions and methods call that are `entered`. A line tells enough: this is asked of every module of a package in which something waits for a call. */
export function topLevelOf(text: string, entered: ReadonlySet<string> = NOTHING): TopLevel {
  const lines = ownLines(text, entered);
  const imports = lines.filter((line) => IMPORTS.test(line.trimStart())).join('\n');
  const renamed = new Map([...imports.matchAll(RENAMES)].map(([, name = '', alias = '']) => [alias, lastPart(name)]));
  const own = (name: string): string => renamed.get(name) ?? name;
  const called = lines.filter((line) => !IMPORTS.test(line.trimStart())).flatMap(namesIn).map(own);
  return { imports, heirs: lines.flatMap(heirsIn).map(([heir, base]) => [heir, own(base)]), called: new Set(called.filter((name) => name !== '' && !OF_PYTHON.has(name))) };
}
