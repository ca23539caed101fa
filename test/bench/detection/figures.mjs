const Z = 1.959964;

/** Wilson's 95 % interval for `found` of `total`; `found` may be a sum of shares. */
export function wilson(found, total) {
  if (total === 0) return [0, 1];
  const p = found / total;
  const middle = p + Z ** 2 / (2 * total);
  const spread = Z * Math.sqrt((p * (1 - p)) / total + Z ** 2 / (4 * total ** 2));
  const scale = 1 + Z ** 2 / total;
  return [Math.max(0, (middle - spread) / scale), Math.min(1, (middle + spread) / scale)];
}

const percent = (p) => (100 * p).toFixed(1);

/** `95.0 % of 242 (91.5 to 97.1)`. */
export function share(found, total) {
  if (total === 0) return 'none given';
  const [low, high] = wilson(found, total);
  return `${percent(found / total).padStart(5)} % of ${String(total).padEnd(5)} (${percent(low)} to ${percent(high)})`;
}

/** Median, 90th percentile and maximum of milliseconds. */
export function distribution(milliseconds) {
  const sorted = milliseconds.toSorted((a, b) => a - b);
  const at = (p) => sorted[Math.min(sorted.length - 1, Math.floor(p * sorted.length))].toFixed(0);
  return `p50 ${at(0.5)} ms, p90 ${at(0.9)} ms, max ${at(1)} ms (${sorted.length} timed, one thread)`;
}

export const heading = (text) => `\n${text}`;
