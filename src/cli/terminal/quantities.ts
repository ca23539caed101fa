const UNITS = ['kB', 'MB', 'GB', 'TB'] as const;

/** Bytes in words, decimal units as download sizes are told: `512 B`, `12.3 MB`. */
export function bytesInWords(bytes: number): string {
  if (bytes < 1000) return `${Math.round(bytes)} B`;
  let amount = bytes;
  let unit: string = 'B';
  for (const next of UNITS) {
    // 999,950 would round to "1000.0 kB".
    if (amount < 999.95) break;
    amount /= 1000;
    unit = next;
  }
  return `${amount.toFixed(1)} ${unit}`;
}
