// What a page shows of a terminal: blocks of text that begin with "$ ", each followed by what the command prints.

/**
 * Each command of a page with its expected output. Behind it may stand `# exits 1`, its exit code (else 0), and `# needs SQLite`, for what is not
 * there without. Blocks of --help are compared elsewhere.
 */
export function stepsOf(page) {
  const blocks = [...page.matchAll(/(?<=```text\n)\$ [\s\S]*?(?=```)/g)].map(([block]) => block).filter((block) => !/ --help\n/.test(block));
  return blocks.flatMap((block) => block.split(/^(?=\$ )/m)).map((text) => {
    const [line = '', ...output] = text.split('\n');
    const [command = '', remark = ''] = line.slice(2).split(/ +# (?=exits|needs)/);
    return { text, command, remark, code: Number(/exits (\d+)/.exec(remark)?.[1] ?? 0), needsSqlite: remark.includes('needs SQLite'), output: output.join('\n') };
  });
}

// What differs from machine to machine and from day to day: versions, digests, days, times, sizes, how long something took, and where lines break.
const ALIKE = [
  [/\b\d{4}-\d\d-\d\d(?:[T ]\d\d:\d\d(?::\d\d(?:\.\d+)?)?Z?)?/g, 'DAY'],
  [/\b[0-9a-f]{12,64}\b/g, 'DIGEST'],
  [/\b\d+(?:\.\d+)?\s[kMG]?B\b/g, 'SIZE'],
  [/(?<![\d.])\d+(?:\.\d+)+\b/g, 'VERSION'],
  [/\b\d+ (?=entries|kept results|files)/g, 'COUNT '],
  [/127\.VERSION:\d+|\bVERSION:\d+/g, 'HOST'],
  [/\b\d+ (?:days?|hours?|minutes?|seconds?|ms)\b/g, 'SPAN'],
  [/\s+/g, ' '],
];

const plain = (text) => ALIKE.reduce((so, [pattern, word]) => so.replaceAll(pattern, word), text).trim();

/** A line of `…` stands for any number of lines. */
const patternOf = (expected) => new RegExp(`^${expected.split(/^ *…$/m).map((part) => RegExp.escape?.(plain(part)) ?? plain(part).replaceAll(/[.*+?^${}()|[\]\\/]/g, '\\$&')).join('.*')}$`, 's');

/** Null where a command did what its page says, else both. */
export function differenceIn({ output, code, actual, actualCode }) {
  if (code !== actualCode) return `exit code ${actualCode}, and not ${code}:\n${actual}`;
  return patternOf(output).test(plain(actual)) ? null : `the page says:\n${output}\nand it printed:\n${actual}`;
}

/** The page with what a command has printed. */
export function withOutput(page, { text, command, needsSqlite }, { output, code }) {
  const remark = [...(code === 0 ? [] : [`exits ${code}`]), ...(needsSqlite ? ['needs SQLite'] : [])].join(', ');
  return page.replace(text, () => `$ ${command}${remark === '' ? '' : `   # ${remark}`}\n${output.trim() === '' ? '' : `${output.trimEnd()}\n`}`);
}
