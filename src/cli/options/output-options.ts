import type { ReportFile } from '../../app/request.js';
import { UserError } from '../../core/errors.js';
import type { GivenOptions } from './given-options.js';

/** Where reports go: one to standard output or `output`, the others to files of their own. */
export interface OutputFlags {
  readonly format: string;
  readonly output: string | null;
  readonly reportFiles: readonly ReportFile[];
}

function asFile(value: string): ReportFile | null {
  const at = value.indexOf('=');
  if (at < 0) return null;
  const file = value.slice(at + 1);
  if (file === '') throw new UserError('bad-arguments', `--format ${value} names no file behind the equals sign`);
  return { format: value.slice(0, at), file };
}

function refuseTwice(files: readonly string[]): void {
  const twice = files.find((file, index) => files.indexOf(file) !== index);
  if (twice !== undefined) throw new UserError('bad-arguments', `two reports would go to ${JSON.stringify(twice)}`, { hint: 'give each a file of its own' });
}

const ENDINGS: readonly (readonly [ending: RegExp, format: string])[] = [[/\.html?$/i, 'html'], [/\.cdx\.json$/i, 'cyclonedx'], [/\.sarif(?:\.json)?$/i, 'sarif'], [/\.json$/i, 'json'], [/\.md$/i, 'markdown']];

/** The format that a file is called after: whoever writes report.html wants no table in it. */
const formatByEnding = (file: string | null): string => (file === null ? undefined : ENDINGS.find(([ending]) => ending.test(file))?.[1]) ?? 'table';

/** Reads `--format F`, any number of `--format F=FILE`, and `-o FILE`. Throws `bad-arguments` (exit 2) for two reports in one place. */
export function outputFlags(given: GivenOptions): OutputFlags {
  const values = given.get('format') ?? [];
  const reportFiles = values.flatMap((value) => asFile(value) ?? []);
  const plain = values.filter((value) => !value.includes('='));
  const named = given.get('output')?.at(-1) ?? null;
  // As everywhere: standard output.
  const output = named === '-' ? null : named;
  if (new Set(plain).size > 1) throw new UserError('bad-arguments', `${plain.join(' and ')} cannot both go to ${output ?? 'standard output'}`, { hint: `give one of them a file: --format ${plain.at(-1)}=FILE` });
  refuseTwice([...reportFiles.map(({ file }) => file), ...(output === null ? [] : [output])]);
  return { format: plain[0] ?? formatByEnding(output), output, reportFiles };
}
