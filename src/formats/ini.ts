import { leadingBlanks, stripped } from '../core/python-blanks.js';

/** One entry of an INI file: the lines of its value, trimmed and without empty ones. */
export interface IniEntry {
  readonly section: string;
  readonly key: string;
  readonly values: readonly string[];
}

const FOR_ALL = 'DEFAULT';
// What a build asks for. Any others could be as many as there are entries for all.
const IS_ASKED = /^(?:metadata|global|aliases|files|options(?:\.(?:entry_points|data_files|extras_require))?)$/;

/** Every section that is there has the entries of [DEFAULT] as well, where it has none of that name itself. */
function withDefaults(entries: readonly IniEntry[], sections: ReadonlySet<string>): readonly IniEntry[] {
  const defaults = entries.filter(({ section }) => section === FOR_ALL);
  if (defaults.length === 0) return entries;
  const own = new Set(entries.map(({ section, key }) => `${section}\n${key}`));
  return [...entries, ...[...sections].filter((section) => IS_ASKED.test(section)).flatMap((section) => defaults.filter(({ key }) => !own.has(`${section}\n${key}`)).map((entry) => ({ ...entry, section })))];
}

interface IniReading {
  readonly entries: { readonly section: string; readonly key: string; readonly values: string[] }[];
  readonly sections: Set<string>;
  section: string;
  /** False right behind a heading, where no value can go on. */
  isInEntry: boolean;
  indent: number;
}

function readLine(reading: IniReading, line: string): void {
  const text = stripped(line);
  const indent = leadingBlanks(line);
  if (reading.isInEntry && indent > reading.indent) {
    reading.entries.at(-1)?.values.push(text);
    return;
  }
  const name = /^\[([^\]]+)\]/.exec(text)?.[1];
  const [key, value] = (/^([^=:]+)[=:](.*)$/s.exec(text) ?? []).slice(1).map(stripped);
  reading.indent = indent;
  reading.isInEntry = name === undefined;
  if (name !== undefined) reading.sections.add((reading.section = name.trim()));
  else if (key) reading.entries.push({ section: reading.section, key: key.toLowerCase().replaceAll('-', '_'), values: value ? [value] : [] });
}

/**
 * Reads setup.cfg as Python's configparser does: a line that is indented more than the one that its value begins in goes on with it, and all may be indented; lines that
 * start with `#` or `;` are comments. Keys come in lower case with `_` for `-`, as setuptools takes them. Lines that are neither are passed over.
 */
export function parseIni(text: string): readonly IniEntry[] {
  const reading: IniReading = { entries: [], sections: new Set(), section: '', isInEntry: false, indent: 0 };
  for (const line of text.replace(/^\ufeff/, '').split(/\r\n?|\n/)) if (!/^(?:[#;]|$)/.test(stripped(line))) readLine(reading, line);
  return withDefaults(reading.entries, reading.sections);
}
