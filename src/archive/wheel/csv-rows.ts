/** Where the reader stands: at the start of a cell, in one, between its quotes, or behind its closing quote. */
type Place = 'start' | 'plain' | 'quoted' | 'closed';

interface Reading {
  place: Place;
  cell: string;
  row: string[];
}

function endCell(reading: Reading): void {
  reading.row.push(reading.cell);
  reading.cell = '';
  reading.place = 'start';
}

function take(reading: Reading, letter: string): void {
  const { place } = reading;
  if (letter === '"' && place === 'start') reading.place = 'quoted';
  else if (letter === '"' && place === 'quoted') reading.place = 'closed';
  else if (letter === ',' && place !== 'quoted') endCell(reading);
  else {
    reading.cell += letter;
    // A doubled quote is one, and goes on with the cell.
    if (place !== 'quoted') reading.place = letter === '"' && place === 'closed' ? 'quoted' : 'plain';
  }
}

/**
 * The rows of lines of CSV as Python's `csv.reader` has them, which refuses nothing: a quote within a cell is a letter, one that is never closed takes the
 * following lines in, and what stands behind a closing quote goes on with the cell.
 */
export function csvRows(lines: Iterable<string>): readonly (readonly string[])[] {
  const rows: (readonly string[])[] = [];
  const reading: Reading = { place: 'start', cell: '', row: [] };
  for (const line of lines) {
    if (reading.place !== 'quoted' && !line.includes('"')) {
      if (line !== '') rows.push(line.split(','));
      continue;
    }
    for (const letter of line) take(reading, letter);
    if (reading.place === 'quoted') continue;
    endCell(reading);
    rows.push(reading.row);
    reading.row = [];
  }
  if (reading.place === 'quoted') rows.push([...reading.row, reading.cell]);
  return rows;
}
