import { bashCompletion } from './bash.js';
import { fishCompletion } from './fish.js';
import type { Offered } from './offered.js';
import { zshCompletion } from './zsh.js';

export const shells = ['bash', 'zsh', 'fish'] as const;
export type Shell = (typeof shells)[number];

const SCRIPTS: Readonly<Record<Shell, (offered: Offered) => string>> = { bash: bashCompletion, zsh: zshCompletion, fish: fishCompletion };

export const isShell = (text: string): text is Shell => shells.some((shell) => shell === text);

/** A script that teaches a shell the commands and options of depsec. It knows them by itself: nothing is started when somebody presses TAB. */
export const completionScript = (shell: Shell, offered: Offered): string => SCRIPTS[shell](offered);
