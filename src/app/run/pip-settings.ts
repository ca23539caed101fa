import type { PipConfig } from '../../config/pip-config/merge.js';
import { pipOptions } from '../../pip/option-table.js';
import type { PipOptionValues } from '../../pip/options.js';

/** What pip's configuration says about options that the command line leaves open. A flag or value given there wins, as in pip. */
export function withConfigured(given: PipOptionValues, config: PipConfig): PipOptionValues {
  const configured = pipOptions
    .filter(({ name, use }) => use !== 'index' && use !== 'handled' && !given.has(name))
    .flatMap(({ name, value, repeats }): readonly (readonly [string, readonly string[]])[] => {
      const setting = config.get(name);
      if (setting === null) return [];
      if (value === undefined) return config.flag(name) ? [[name, ['']]] : [];
      return [[name, repeats ? config.list(name) : [setting.value]]];
    });
  return new Map([...configured, ...given]);
}
