import { appendFile } from 'node:fs/promises';
import type { Observer } from '../../app/observer.js';
import { onDisk } from '../../platform/files/disk-error.js';
import { systemClock } from '../../platform/clock.js';
import { escapeForTerminal } from '../../reporters/escape/terminal.js';

/** What pip's `--log FILE` gathers: everything that is said, as plain text with times, whatever is shown. */
export interface RunLog {
  readonly observer: (shown: Observer) => Observer;
  readonly note: (text: string) => void;
  /** Adds what was gathered to the file. Throws ToolError `disk`. */
  readonly write: () => Promise<void>;
}

const NO_LOG: RunLog = { observer: (shown) => shown, note: () => undefined, write: () => Promise.resolve() };

/** The log of a run, or one that gathers nothing where no file is named. */
export function openRunLog(path: string | null): RunLog {
  if (path === null) return NO_LOG;
  const lines: string[] = [];
  const note = (text: string): void => {
    const time = new Date(systemClock.nowMs()).toISOString().slice(0, 19);
    for (const line of text.trimEnd().split('\n')) lines.push(`${time} ${escapeForTerminal(line, { unicode: true })}\n`);
  };
  return {
    note,
    observer: (shown) => ({
      ...shown,
      phase: (text) => [note(text), shown.phase(text)],
      python: (label, version) => [note(`${label} (Python ${version})`), shown.python(label, version)],
      pipText: (text) => [note(`pip: ${text}`), shown.pipText(text)],
    }),
    write: () => onDisk('write', path, () => appendFile(path, lines.join(''))),
  };
}
