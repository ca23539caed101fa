import { bashCompletion } from './bash.js';
import { fishCompletion } from './fish.js';
import type { ShownCommand } from './shown-commands.js';
import { zshCompletion } from './zsh.js';

/** What can be completed beyond commands, options and the names of files. */
export interface Offered {
  readonly commands: readonly ShownCommand[];
  /** The values of an option, by its long form with the dashes. */
  readonly values: Readonly<Record<string, readonly string[]>>;
  /** The arguments of a command, by its words. */
  readonly args: Readonly<Record<string, readonly string[]>>;
}

export const shells = ['bash', 'zsh', 'fish'] as const;
export type Shell = (typeof shells)[number];

const SCRIPTS: Readonly<Record<Shell, (offered: Offered) => string>> = { bash: bashCompletion, zsh: zshCompletion, fish: fishCompletion };

export const isShell = (text: string): text is Shell => shells.some((shell) => shell === text);

/** A script that teaches a shell the commands and options of depsec. It knows them by itself: nothing is started when somebody presses TAB. */
export const completionScript = (shell: Shell, offered: Offered): string => SCRIPTS[shell](offered);
