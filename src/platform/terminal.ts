/** What decides how output may look. All values are passed in: `environment` by config, the stream's facts by cli. */
export interface TerminalFacts {
  readonly isTTY: boolean;
  /** Width as the stream tells it, or null. */
  readonly columns: number | null;
  readonly platform: NodeJS.Platform;
  readonly noColorFlag: boolean;
  readonly environment: Readonly<Record<string, string | undefined>>;
}

/** `live`: a line may be redrawn in place. `canAsk`: somebody is there to answer. */
export interface TerminalAbilities {
  readonly colour: boolean;
  readonly unicode: boolean;
  readonly columns: number;
  readonly live: boolean;
  readonly canAsk: boolean;
}

const isSet = (value: string | undefined): boolean => value !== undefined && value !== '';
const isOn = (value: string | undefined): boolean => isSet(value) && !['0', 'false'].includes(value?.toLowerCase() ?? '');

/** `--no-color`, then NO_COLOR (no-color.org: any value but the empty one), then FORCE_COLOR (force-color.org; `0` means off), then the terminal. */
export function wantsColour({ noColorFlag, environment, isTTY }: TerminalFacts): boolean {
  if (noColorFlag || isSet(environment['NO_COLOR'])) return false;
  if (isSet(environment['FORCE_COLOR'])) return isOn(environment['FORCE_COLOR']);
  return isTTY && environment['TERM'] !== 'dumb';
}

/** True when signs beyond ASCII arrive. POSIX order: LC_ALL, LC_CTYPE, LANG; on Windows only terminals that are known to draw them. */
export function showsUnicode({ platform, environment }: TerminalFacts): boolean {
  const locale = [environment['LC_ALL'], environment['LC_CTYPE'], environment['LANG']].find(isSet);
  if (locale !== undefined) return /utf-?8/i.test(locale);
  // Containers and CI set no locale, and what reads their output is UTF-8 all the same; Windows consoles often are not.
  return platform !== 'win32' || isSet(environment['WT_SESSION']) || environment['TERM_PROGRAM'] === 'vscode';
}

function columnsOf({ columns, environment }: TerminalFacts): number {
  const told = columns ?? Number(environment['COLUMNS']);
  return Number.isInteger(told) && told >= 20 ? Math.min(told, 1_000) : 80;
}

/** What one output stream can do. */
export function terminalAbilities(facts: TerminalFacts): TerminalAbilities {
  const attended = facts.isTTY && !isOn(facts.environment['CI']);
  return {
    colour: wantsColour(facts),
    unicode: showsUnicode(facts),
    columns: columnsOf(facts),
    live: attended && facts.environment['TERM'] !== 'dumb',
    canAsk: attended,
  };
}
