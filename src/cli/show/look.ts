import type { GlobalFlags } from '../../app/request.js';
import { readEnvironment } from '../../config/environment.js';
import type { Look } from '../../core/run.js';
import { terminalAbilities } from '../../platform/terminal.js';

/** What is asked of standard output and standard error. */
export type OutputStream = Pick<NodeJS.WriteStream, 'write'> & { readonly isTTY?: boolean; readonly columns?: number };

const abilities = (stream: OutputStream, noColorFlag: boolean): ReturnType<typeof terminalAbilities> =>
  terminalAbilities({
    isTTY: stream.isTTY === true,
    columns: stream.columns ?? null,
    platform: process.platform,
    noColorFlag,
    environment: readEnvironment().variables,
  });

/** How reports may look on this stream. */
export function lookOf(stream: OutputStream, flags: Pick<GlobalFlags, 'verbosity' | 'noColor'>): Look {
  const { colour, unicode, columns } = abilities(stream, flags.noColor);
  return { verbosity: flags.verbosity, colour, unicode, columns };
}

/** True when a line on this stream may be redrawn in place. */
export function isLive(stream: OutputStream): boolean {
  return abilities(stream, false).live;
}
