import type { PipConfig } from '../../../config/pip-config/merge.js';
import type { Notice } from '../../../core/run.js';
import { untrusted } from '../../../core/untrusted.js';
import { pipOptions, type PipOption } from '../../../pip/option-table.js';
import type { PipOptionValues } from '../../../pip/options.js';
import type { InstallFlags } from '../../request.js';

// Of what depsec does itself, these are settings rather than wishes of one command line.
const HANDLED_SETTINGS = new Set(['require-virtualenv', 'cache-dir', 'no-cache-dir', 'exists-action', 'dest', 'wheel-dir', 'dry-run']);

// What pip would do for its configuration, and depsec only where its own command line says so.
const UNHEEDED = ['report', 'log', 'python', 'group', 'requirements-from-script'];

const isSetting = ({ name, use, of }: PipOption, { gated }: Pick<InstallFlags, 'gated'>): boolean =>
  (of === undefined || of.includes(gated)) && use !== 'index' && (use !== 'handled' || HANDLED_SETTINGS.has(name));

/** What pip's configuration asks for and nobody does. */
export function unheeded({ pip }: Pick<InstallFlags, 'pip'>, config: PipConfig): readonly Notice[] {
  const settings = UNHEEDED.filter((name) => !pip.has(name)).flatMap((name) => config.get(name) ?? []).filter(({ origin }) => origin !== 'PIP_PYTHON');
  return settings.map(({ option, origin }) => ({ level: 'warning', text: untrusted(`${origin}: ${option} counts only on the command line: --${option}`) }));
}

/** What pip's configuration says besides the command line, as in pip: a flag or value given there wins, and to lists it adds. */
export function withConfigured(flags: Pick<InstallFlags, 'pip' | 'gated'>, config: PipConfig): PipOptionValues {
  const given = flags.pip;
  const configured = pipOptions
    .filter((option) => isSetting(option, flags) && !given.has(option.name) && !(option.undoes !== undefined && given.has(option.undoes)))
    .flatMap(({ name, value, repeats }): readonly (readonly [string, readonly string[]])[] => {
      const setting = config.get(name);
      if (setting === null) return [];
      // Whatever its value: pip reads it, and then keeps nothing.
      if (name === 'no-cache-dir') return [[name, ['']]];
      if (value === undefined) return config.flag(name) ? [[name, ['']]] : [];
      return [[name, repeats ? config.list(name) : [setting.value]]];
    });
  const lists = new Set(pipOptions.filter((option) => option.repeats && isSetting(option, flags)).map(({ name }) => name));
  const added = [...given].map(([name, values]) => [name, lists.has(name) ? [...config.list(name), ...values] : values] as const);
  return new Map([...configured, ...added]);
}
