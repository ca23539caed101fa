/** A record that was changed, and when (milliseconds since 1970). */
export interface Change {
  readonly id: string;
  readonly modified: number;
}

const LINE = /^(\d{4}-\d\d-\d\dT[\d:.]+(?:Z|[+-]\d\d:\d\d)),(?:PyPI\/)?([A-Za-z0-9][A-Za-z0-9._:-]{0,99})$/;

/**
 * The records that were changed after `since`, oldest first, from the text of `modified_id.csv` (a date and an id on each line); null for a text
 * that is no such list.
 */
export function changesSince(csv: string, since: number): readonly Change[] | null {
  const changes: Change[] = [];
  for (const line of csv.split(/\r?\n/).filter((one) => one !== '')) {
    const [, date, id] = LINE.exec(line) ?? [];
    if (date === undefined || id === undefined || Number.isNaN(Date.parse(date))) return null;
    if (Date.parse(date) > since) changes.push({ id, modified: Date.parse(date) });
  }
  return changes.toSorted((a, b) => a.modified - b.modified);
}
