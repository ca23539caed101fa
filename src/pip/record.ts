import { createHash } from 'node:crypto';

/** One row of RECORD: path, `sha256=…` and size as text. */
export type RecordRow = readonly [path: string, digest: string, size: string];

// Python's csv module quotes a field that holds a comma, a quote or a line break, and doubles quotes.
const field = (text: string): string => (/[",\r\n]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text);

const unfield = (text: string): string => (text.startsWith('"') ? text.slice(1, -1).replaceAll('""', '"') : text);

/** Reads a RECORD that pip wrote (CSV, PEP 376). */
export function parseRecord(text: string): readonly RecordRow[] {
  return text.split(/\r?\n/).filter(Boolean).map((line) => {
    const [path = '', digest = '', size = ''] = [...line.matchAll(/(?:^|,)("(?:[^"]|"")*"|[^,]*)/g)].map(([, value = '']) => unfield(value));
    return [path, digest, size];
  });
}

/** Writes RECORD as pip does: rows sorted by path, lines ended as they were. */
export function formatRecord(rows: readonly RecordRow[], newline: string): string {
  const sorted = rows.toSorted(([a], [b]) => (a < b ? -1 : Number(a > b)));
  return sorted.map((row) => row.map(field).join(',') + newline).join('');
}

/** The row of a small file that is written beside RECORD. */
export function recordRow(path: string, content: string): RecordRow {
  const digest = createHash('sha256').update(content).digest('base64url');
  return [path, `sha256=${digest}`, String(Buffer.byteLength(content))];
}
