import type { Metadata } from '../../core/facts/package-facts.js';

// Lists of requirements stay far below this; a description that is a field does not always.
const MOST_FIELDS = 100_000;

const FIELD = /^([!-9;-~]+):[ \t]*(.*)$/;

const BLANK_LINE = /\n[ \t]*\n/;

/** The bytes up to the description, as text, for a reader that parses them itself; null where they are no UTF-8, or longer than a list of fields is. */
export function metadataFields(bytes: Buffer): string | null {
  const text = bytes.toString('utf8');
  const split = text.search(/\r?\n[ \t]*\r?\n/);
  const head = split === -1 ? text : `${text.slice(0, split)}\n`;
  return head.length > MOST_FIELDS || head.includes('\ufffd') ? null : head;
}

/**
 * Parses METADATA or PKG-INFO (core metadata specification: RFC 822 headers, folded lines, the description as body or as
 * a `Description` field). Lines that are neither field nor continuation are passed over, as Python's email parser does
 * for its callers; a name that occurs twice keeps all its values, in order.
 */
export function parseCoreMetadata(bytes: Buffer): Metadata {
  const text = bytes.toString('utf8').replace(/^\ufeff/, '').replace(/\r\n?/g, '\n');
  const split = text.search(BLANK_LINE);
  const head = split === -1 ? text : text.slice(0, split);
  const body = split === -1 ? '' : text.slice(split).replace(/^\n[ \t]*\n/, '');
  const fields = parseFields(head);
  return { fields, description: body === '' ? (fields.get('description')?.[0] ?? '') : body };
}

function parseFields(head: string): ReadonlyMap<string, readonly string[]> {
  const fields = new Map<string, string[]>();
  let values: string[] = [];
  for (const line of head.split('\n')) {
    if (/^[ \t]/.test(line)) {
      const folded = values.pop();
      if (folded !== undefined) values.push(`${folded}\n${unfolded(line)}`);
      continue;
    }
    const [, name, value] = FIELD.exec(line) ?? [];
    if (name === undefined || value === undefined) continue;
    values = fields.get(name.toLowerCase()) ?? [];
    values.push(value.trimEnd());
    fields.set(name.toLowerCase(), values);
  }
  return fields;
}

// Setuptools marks the lines of a folded description with eight blanks or with a bar.
function unfolded(line: string): string {
  return line.replace(/^(?: {7}\|| {1,8}|\t)/, '').trimEnd();
}
