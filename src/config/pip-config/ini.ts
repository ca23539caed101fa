import { UserError } from '../../core/errors.js';
import { leadingBlanks, PYTHON_BLANK, stripped } from '../../core/python-blanks.js';

/** Sections of a file, each with its values by lower-case key. Several lines of one value are joined by newlines. */
export type IniFile = ReadonlyMap<string, ReadonlyMap<string, string>>;

type Section = Map<string, string[]>;

/** Where the reader stands: the value that an indented line would continue, and how far its first line was indented. */
interface Cursor {
  section: Section | null;
  sectionName: string;
  value: string[] | null;
  indent: number;
}

interface Reading {
  readonly file: string;
  readonly sections: Map<string, Section>;
  readonly cursor: Cursor;
}

// Python's RawConfigParser keeps this name apart: its values show up in every other section.
const DEFAULTS = 'DEFAULT';

const OPTION = /^([^=:]*)[=:](.*)$/s;
const ENDING_BLANKS = new RegExp(`${PYTHON_BLANK}+$`);

const bad = ({ file }: Reading, line: number, why: string): UserError => new UserError('bad-config', `${file}:${line}: ${why}`, { hint: "pip's configuration is made of [section] lines and `key = value` lines" });

function openSection(reading: Reading, name: string, line: number): void {
  const known = reading.sections.get(name);
  if (known && name !== DEFAULTS) throw bad(reading, line, `the section [${name}] is there twice`);
  const section: Section = known ?? new Map();
  reading.sections.set(name, section);
  const { cursor } = reading;
  cursor.section = section;
  cursor.sectionName = name;
  cursor.value = null;
}

function openOption(reading: Reading, text: string, line: number): void {
  const { section, sectionName } = reading.cursor;
  if (!section) throw bad(reading, line, `expected a [section] before ${JSON.stringify(text)}`);
  const [key = '', value = ''] = (OPTION.exec(text) ?? []).slice(1).map(stripped);
  if (key === '') throw bad(reading, line, `neither a section nor a key with a value: ${JSON.stringify(text)}`);
  const name = key.toLowerCase();
  if (section.has(name)) throw bad(reading, line, `${name} is there twice in [${sectionName}]`);
  const lines = [value];
  section.set(name, lines);
  reading.cursor.value = lines;
}

function readLine(reading: Reading, raw: string, line: number): void {
  const text = stripped(raw);
  const { cursor } = reading;
  if (text === '') {
    cursor.value?.push('');
    return;
  }
  if (text.startsWith('#') || text.startsWith(';')) return;
  const indent = leadingBlanks(raw);
  if (cursor.value && indent > cursor.indent) {
    cursor.value.push(text);
    return;
  }
  cursor.indent = indent;
  const header = /^\[(.+)\]/s.exec(text)?.[1];
  if (header === undefined) openOption(reading, text, line);
  else openSection(reading, header, line);
}

const joined = (section: Section): [string, string][] => [...section].map(([key, lines]) => [key, lines.join('\n').replace(ENDING_BLANKS, '')]);

/**
 * Reads the dialect of Python's RawConfigParser with its default settings, which pip uses: `=` and `:`, whole-line comments only, indented
 * continuation lines, [DEFAULT] showing through, duplicates refused. `file` is only for messages. Throws `bad-config` with file and line.
 */
export function parseIni(text: string, file: string): IniFile {
  const reading: Reading = { file, sections: new Map(), cursor: { section: null, sectionName: '', value: null, indent: 0 } };
  for (const [at, line] of text.split(/\r\n|\r|\n/).entries()) readLine(reading, line, at + 1);
  const shared = joined(reading.sections.get(DEFAULTS) ?? new Map());
  const own = [...reading.sections].filter(([name]) => name !== DEFAULTS);
  return new Map(own.map(([name, section]) => [name, new Map([...shared, ...joined(section)])]));
}
