import { COMMAND, EVERYTHING, OTHER_WORDS, SCRIPT } from '../../python/when/starts.js';

/** Something that a build loads from the tree because a configuration file says so. */
export interface BuildStart {
  /** A module by name or a file by path. */
  readonly kind: 'module' | 'file';
  readonly at: string;
  /** What of it is called; see src/python/when/starts.ts. */
  readonly starts: readonly string[];
  /** The folders that a module is looked for in before all others, relative to the project. */
  readonly folders?: readonly string[];
  /** Only its value is asked for: a module that gives it as a literal is not imported at all. */
  readonly isVariable?: boolean;
}

/** A file that is there for nothing but the build. */
export const buildFile = (path: string): BuildStart => ({ kind: 'file', at: path, starts: [EVERYTHING] });

/** A file that is started. */
export const script = (path: string): BuildStart => ({ kind: 'file', at: path, starts: [SCRIPT] });

/** A script that is started with other words than pip's, among them commands of setup(). */
export const otherScript = (path: string, commands: readonly string[]): BuildStart => ({ kind: 'file', at: path, starts: [SCRIPT, OTHER_WORDS, ...commands.map((command) => `${COMMAND}${command}`)] });

const withoutExtras = (name: string): string => name.slice(0, name.includes('[') ? name.indexOf('[') : undefined);

/** A module that is only imported, or an object in one (`module.object`): where the name of the file ends is found out in the tree. */
export const imported = (name: string): BuildStart => ({ kind: 'module', at: withoutExtras(name).split(':').map((part) => part.trim()).join('.'), starts: [] });

/** A variable of a module, as setuptools takes versions from. */
export const variable = (name: string): BuildStart => ({ ...imported(name), isVariable: true });
