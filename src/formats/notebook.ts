// Commands of IPython that are no Python: `%magic`, `!command`, `?help` and `help?`.
const MAGIC = /^\s*(?:[%!?]|[\w.]+\?+\s*$|\w+\s*=\s*[%!])/;

const isObject = (value: unknown): value is Readonly<Record<string, unknown>> => typeof value === 'object' && value !== null && !Array.isArray(value);

function parsed(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch (error) {
    if (error instanceof SyntaxError) return null;
    throw error;
  }
}

function sourceOf(cell: unknown): string | null {
  if (!isObject(cell) || cell['cell_type'] !== 'code') return null;
  const { source } = cell;
  if (typeof source === 'string') return source;
  return Array.isArray(source) ? source.filter((line) => typeof line === 'string').join('') : null;
}

const language = (notebook: Readonly<Record<string, unknown>>): unknown => {
  const { metadata } = notebook;
  const kernel = isObject(metadata) ? metadata['kernelspec'] : undefined;
  return isObject(kernel) ? kernel['language'] : undefined;
};

// A cell whose first line is `%%bash` or the like is no Python as a whole; `%%time` and its kin are.
const isForeignCell = (source: string): boolean => /^\s*%%(?!time\b|timeit\b|capture\b|prun\b|writefile\b)/.test(source);

const SHELL_CELL = /^\s*%%(?:bash|sh|script\b[^\n]*|!)\s*\n/;
const SHELL_LINE = /^\s*(?:\w+\s*=\s*)?[!%](?:sx\s|system\s)?(.+)$/s;

/** The lines that a Jupyter notebook hands to a shell. */
export function notebookCommands(text: string): readonly string[] {
  const notebook = parsed(text);
  if (!isObject(notebook) || !Array.isArray(notebook['cells'])) return [];
  return notebook['cells'].flatMap((cell) => {
    const lines = sourceOf(cell)?.split('\n') ?? [];
    return SHELL_CELL.test(`${lines[0]}\n`) ? lines.slice(1) : lines.flatMap((line) => SHELL_LINE.exec(line)?.[1] ?? []);
  });
}

/** The Python of a Jupyter notebook as one file, cell after cell, with IPython's own commands left out; null for what is no notebook of Python. */
export function notebookSource(text: string): string | null {
  const notebook = parsed(text);
  if (!isObject(notebook) || !Array.isArray(notebook['cells'])) return null;
  const spoken = language(notebook);
  if (typeof spoken === 'string' && spoken !== 'python') return null;
  const cells = notebook['cells'].flatMap((cell) => sourceOf(cell) ?? []).filter((source) => !isForeignCell(source));
  return cells.map((source) => source.split('\n').map((line) => (MAGIC.test(line) ? '' : line)).join('\n')).join('\n\n');
}
