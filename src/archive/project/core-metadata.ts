import type { Metadata } from '../../core/facts/package-facts.js';

// Lists of requirements stay far below this; a description that is a field does not always.
const MOST_FIELDS = 100_000;

const MARK = Buffer.from('\ufeff');

const FIELD = /^([!-9;-~]+):[ \t]*(.*)$/s;

// What Python's email parser takes for a line of the head, a folded one that holds nothing but blanks included; the first other line begins the description.
const OF_THE_HEAD = /^(?:From |[!-9;-~]*:|[ \t])/;

function headAndRest(bytes: Buffer): { readonly head: readonly string[]; readonly rest: readonly string[] } {
  const lines = bytes.toString('utf8').split(/\r\n|\r|\n/);
  const end = lines.findIndex((line) => !OF_THE_HEAD.test(line));
  return end === -1 ? { head: lines, rest: [] } : { head: lines.slice(0, end), rest: lines.slice(lines[end] === '' ? end + 1 : end) };
}

/** The bytes up to the description, as text, for a reader that parses them itself; null where there are none, where they are no UTF-8, or longer than a list of fields is. */
export function metadataFields(bytes: Buffer): string | null {
  const head = headAndRest(bytes).head.map((line) => `${line}\n`).join('');
  return head === '' || head.length > MOST_FIELDS || head.includes('\ufffd') ? null : head;
}

/**
 * Parses METADATA or PKG-INFO (core metadata specification: RFC 822 headers, folded lines, the description as body or as a `Description` field),
 * and ends the head where Python's email parser does, since what pip reads there is what it installs. A name that occurs twice keeps all its values, in order.
 */
export function parseCoreMetadata(bytes: Buffer): Metadata {
  const { head, rest } = headAndRest(withoutMark(bytes));
  const body = rest.join('\n');
  const fields = parseFields(head);
  return { fields, description: body === '' ? (fields.get('description')?.[0] ?? '') : body };
}

// Some tools wrote a mark of the byte order in front, and some readers pass over it.
const withoutMark = (bytes: Buffer): Buffer => (bytes.subarray(0, 3).equals(MARK) ? bytes.subarray(3) : bytes);

function parseFields(head: readonly string[]): ReadonlyMap<string, readonly string[]> {
  const fields = new Map<string, string[]>();
  let values: string[] = [];
  for (const line of head) {
    if (/^[ \t]/.test(line)) {
      const folded = values.pop();
      if (folded !== undefined) values.push(`${folded}\n${unfolded(line)}`);
      continue;
    }
    const [, name, value] = FIELD.exec(line) ?? [];
    // What is folded behind a line without a name belongs to no field.
    values = [];
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
