import { pythonLines } from './notebook-lines.js';

const isObject = (value: unknown): value is Readonly<Record<string, unknown>> => typeof value === 'object' && value !== null && !Array.isArray(value);

// Python writes and reads numbers so that are none, and Jupyter keeps them in what cells have printed.
const NO_NUMBER = /"(?:[^"\\]|\\.)*"|-?\b(?:NaN|Infinity)\b/g;

function asJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch (error) {
    if (error instanceof SyntaxError) return null;
    throw error;
  }
}

const parsed = (text: string): unknown => asJson(text) ?? asJson(text.replace(NO_NUMBER, (found) => (found.startsWith('"') ? found : '0')));

/** The cells of a notebook; those of the third format and before lie in worksheets. Null for what is none. */
function cellsIn(notebook: unknown): readonly unknown[] | null {
  if (!isObject(notebook)) return null;
  const { cells, worksheets } = notebook;
  if (Array.isArray(cells)) return cells;
  if (!Array.isArray(worksheets)) return null;
  return worksheets.flatMap((sheet: unknown): readonly unknown[] => (isObject(sheet) && Array.isArray(sheet['cells']) ? sheet['cells'] : []));
}

function sourceOf(cell: unknown): string | null {
  if (!isObject(cell) || cell['cell_type'] !== 'code') return null;
  const source = cell['source'] ?? cell['input'];
  if (typeof source === 'string') return source;
  return Array.isArray(source) ? source.filter((line) => typeof line === 'string').join('') : null;
}

// Jupyter starts the kernel by its name; the language is what that said of itself once.
function isOfAnotherLanguage(notebook: unknown): boolean {
  const metadata = isObject(notebook) ? notebook['metadata'] : undefined;
  const kernel = isObject(metadata) ? metadata['kernelspec'] : undefined;
  if (!isObject(kernel)) return false;
  const { language, name } = kernel;
  return typeof language === 'string' && !/python/i.test(language) && !(typeof name === 'string' && /py/i.test(name));
}

// A cell whose first line is `%%bash` or the like is no Python as a whole; `%%time` and its kin are.
const isForeignCell = (source: string): boolean => /^\s*%%(?!time\b|timeit\b|capture\b|prun\b|memit\b|debug\b|px\b|writefile\b|python\d?\b|pypy\b|script\s+(?:\S{0,300}\/)?python)/.test(source);

const SHELL_CELL = /^\s*%%(?:bash|sh|script\b[^\n]*|!)\s*\n/;
const SHELL_LINE = /^\s*(?:\w+\s*=\s*)?[!%](?:sx\s|system\s)?(.+)$/s;

/** The lines that a Jupyter notebook hands to a shell. */
export function notebookCommands(text: string): readonly string[] {
  return (cellsIn(parsed(text)) ?? []).flatMap((cell) => {
    const lines = sourceOf(cell)?.split('\n') ?? [];
    return SHELL_CELL.test(`${lines[0]}\n`) ? lines.slice(1) : lines.flatMap((line) => SHELL_LINE.exec(line)?.[1] ?? []);
  });
}

/** The Python of a Jupyter notebook as one file, cell after cell, with IPython's own commands left out; null for what is no notebook of Python. */
export function notebookSource(text: string): string | null {
  const notebook = parsed(text);
  const cells = cellsIn(notebook);
  if (cells === null || isOfAnotherLanguage(notebook)) return null;
  const sources = cells.flatMap((cell) => sourceOf(cell) ?? []).filter((source) => !isForeignCell(source));
  return sources.map(pythonLines).join('\n\n');
}
