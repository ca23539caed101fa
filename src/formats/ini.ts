/** One entry of an INI file: the lines of its value, trimmed and without empty ones. */
export interface IniEntry {
  readonly section: string;
  readonly key: string;
  readonly values: readonly string[];
}

/**
 * Reads setup.cfg and entry_points.txt as Python's configparser does: an indented line goes on with the value before it, lines that start with
 * `#` or `;` are comments. Keys come in lower case with `_` for `-`, as setuptools takes them. Lines that are neither are passed over.
 */
export function parseIni(text: string): readonly IniEntry[] {
  const entries: { section: string; key: string; values: string[] }[] = [];
  let section = '';
  for (const line of text.replace(/^\ufeff/, '').split(/\r\n?|\n/)) {
    if (line.trim() === '' || /^\s*[#;]/.test(line)) continue;
    const name = /^\[([^\]]*)\]/.exec(line)?.[1];
    const [, key, value] = /^([^\s=:][^=:]*?)\s*[=:]\s*(.*)$/.exec(line) ?? [];
    if (name !== undefined) section = name.trim();
    else if (/^\s/.test(line)) entries.at(-1)?.values.push(line.trim());
    else if (key !== undefined) entries.push({ section, key: key.toLowerCase().replaceAll('-', '_'), values: value ? [value.trim()] : [] });
  }
  return entries;
}
