/** Where the code of a sample stands: in each of them it runs without anybody calling it. */
export const contexts = ['setup.py', '__init__.py', 'backend'] as const;
export type Context = (typeof contexts)[number];

/** What a sample is made of. Every dimension is counted on its own; the plain member of one is what samples of the others use. */
export interface Dimensions {
  readonly source: string;
  readonly sink: string;
  readonly spelling: string;
  readonly encoding: string;
  readonly carrier: string;
}

export interface Sample extends Dimensions {
  /** Unique. */
  readonly id: string;
  readonly context: Context;
  /** A source tree: path to text. */
  readonly files: Readonly<Record<string, string>>;
}

/** A function or object of a module. Builtins are of the module `builtins`. */
export interface Target {
  readonly module: string;
  readonly name: string;
}

/** A target as the code writes it: what must stand above, and the expression. */
export interface Spelled {
  readonly lines: readonly string[];
  readonly callee: string;
  /** What stands in a second module of the package, `plot/_tools.py`. */
  readonly module?: readonly string[];
}

/** Something that data comes out of: an expression around the spelled target. */
export interface Source {
  readonly id: string;
  readonly target: Target;
  readonly lines?: readonly string[];
  readonly give: (callee: string) => string;
}

/** Something that data ends up in: a statement (perhaps of several lines) around the spelled target and the data. */
export interface Sink {
  readonly id: string;
  readonly target: Target;
  readonly lines?: readonly string[];
  readonly take: (callee: string, data: string) => string;
}

const PROJECT = '[build-system]\nrequires = ["setuptools"]\nbuild-backend = "setuptools.build_meta"\n\n[project]\nname = "plot"\nversion = "1.0"\ndescription = "A plot with a path"\n';
const OWN_BACKEND = '[build-system]\nrequires = []\nbuild-backend = "grow"\nbackend-path = ["."]\n\n[project]\nname = "plot"\nversion = "1.0"\n';
const SETUP = '\nfrom setuptools import setup\n\nsetup(name="plot", version="1.0", packages=["plot"])\n';
const HOOKS = '\n\ndef build_wheel(wheel_directory, config_settings=None, metadata_directory=None):\n    raise NotImplementedError\n';

/** A source tree that holds this code in its place. */
export function treeWith(code: string, context: Context, tools = ''): Readonly<Record<string, string>> {
  const empty = { 'plot/__init__.py': '"""A plot with a path."""\n', 'plot/data.bin': 'grass\n', ...(tools === '' ? {} : { 'plot/_tools.py': tools }) };
  if (context === 'setup.py') return { ...empty, 'setup.py': `${code}${SETUP}` };
  if (context === 'backend') return { ...empty, 'pyproject.toml': OWN_BACKEND, 'grow.py': `${code}${HOOKS}` };
  return { ...empty, 'pyproject.toml': PROJECT, 'plot/__init__.py': code };
}

/** Lines of code as one text, each import once. */
export function codeOf(...parts: readonly (readonly string[])[]): string {
  const seen = new Set<string>();
  const lines = parts.flat().filter((line) => {
    const isAgain = /^(?:import|from) /.test(line) && seen.has(line);
    seen.add(line);
    return !isAgain;
  });
  return `${lines.join('\n')}\n`;
}
