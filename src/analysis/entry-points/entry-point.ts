import { isInstallHook } from '../../python/when/install-hooks.js';
import { definedIn, startOf } from '../defined-names.js';

/** A name under which a package offers one of its objects to other programs (entry points specification). */
export interface EntryPoint {
  /** Who looks for it: `console_scripts`, `pytest11`. */
  readonly group: string;
  readonly name: string;
  /** `module` or `module:object`. */
  readonly object: string;
}

// Commands of the shell, and those that a program finds in its plugins.
const COMMANDS = /^(?:console|gui)_scripts$|(?:^|[._-])(?:sub)?(?:commands?|cli)$/;

const topOf = (dotted: string): string => dotted.split(/[.:]/)[0] ?? '';

/**
 * True where somebody starts it by its name, or starts the package itself, which looks for its own parts so; whatever is in other groups, a tool loads
 * as soon as it runs, without being told to.
 */
export function isStartedByName({ group, name, object }: EntryPoint): boolean {
  if (topOf(group) === topOf(object)) return true;
  // What stands there for `build` or `install` is run by whatever is built.
  return group === 'distutils.commands' ? !isInstallHook(name) : COMMANDS.test(group);
}

// What hosts of plugins call of a class or a module that they have loaded; what else it has is called when somebody wants it.
const HOOK = /^(?:pytest_\w+|on_\w+|_?(?:load|run|setup|register|activate|initiali[sz]e|configure|init|finalize)(?:_\w+)?|__(?:init|new|call|init_subclass)__)$/;

// No honest module comes near it; of one that does, everything is taken to be called.
const MOST_STARTS = 5_000;

/** The functions and methods of a module's text that are called when entry points are used that name these objects of it, or with an empty one the module. */
export function startsOfEntries(objects: ReadonlySet<string>, text: string): readonly string[] {
  const defined = definedIn(text);
  const hooks = defined.filter(({ name }) => HOOK.test(name));
  const ofClasses = [...new Set(hooks.filter(({ of }) => of !== '').map(({ name }) => name))];
  if (objects.size * (1 + ofClasses.length) > MOST_STARTS) return defined.map(startOf);
  // pytest calls hooks of objects as well that a plugin registers.
  const ofModule = objects.has('') ? hooks.filter(({ name, of }) => of === '' || name.startsWith('pytest_')).map(startOf) : [];
  return [...ofModule, ...[...objects].flatMap((object) => (object === '' ? [] : [object, ...ofClasses.map((name) => `${object}.${name}`)]))];
}
