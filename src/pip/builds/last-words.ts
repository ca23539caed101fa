const MOST_LINES = 8;
const LONGEST_LINE = 400;

// The frames of a traceback tell where in a backend, which hardly anybody who installs a package wants to know.
const FRAME = /^\s*(?:Traceback \(most recent call last\):|File ".*", line \d+)/;

function withoutFrames(lines: readonly string[]): readonly string[] {
  return lines.filter((line, index) => !FRAME.test(line) && !(FRAME.test(lines[index - 1] ?? '') && /^\s{4}/.test(line)) && !/^\s*[~^]+\s*$/.test(line));
}

/** The last readable lines of a program that failed: its errors, or what it printed when it gave none. */
export function lastWords({ stdout, stderr }: { readonly stdout: string; readonly stderr: string }): string {
  const text = stderr.trim() === '' ? stdout : stderr;
  const lines = withoutFrames(text.split(/\r?\n/).filter((line) => line.trim() !== ''));
  const last = lines.slice(-MOST_LINES).map((line) => `  ${line.length > LONGEST_LINE ? `${line.slice(0, LONGEST_LINE)}…` : line}`);
  return last.length > 0 ? last.join('\n') : '  it printed nothing';
}
