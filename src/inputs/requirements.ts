import { UserError } from '../core/errors.js';
import { defineInput, type InputReader } from '../core/input.js';
import type { Origin, Requirement } from '../core/requirement.js';
import { emptySet, mergeSets, noOptions, type RequirementOptions, type RequirementSet } from '../core/requirement-set.js';
import { logicalLines, type LogicalLine } from './requirements/logical-lines.js';
import { optionWords, splitOptions, type OptionWord } from './requirements/option-words.js';

const DEEPEST_INCLUDE = 20;

interface Visit {
  readonly file: string;
  readonly isConstraint: boolean;
  /** The files that lead here, to see cycles. */
  readonly chain: readonly string[];
}

/** What was understood, and a line of text for each place that was not. */
interface Reading {
  readonly set: RequirementSet;
  readonly problems: readonly string[];
}

const join = (a: Reading, b: Reading): Reading => ({ set: mergeSets(a.set, b.set), problems: [...a.problems, ...b.problems] });

const nothing: Reading = { set: emptySet, problems: [] };

const single = (requirement: Requirement, visit: Visit): Reading => ({
  set: { ...emptySet, [visit.isConstraint ? 'constraints' : 'requirements']: [requirement] },
  problems: [],
});

const options = (some: Partial<RequirementOptions>): Reading => ({ set: { ...emptySet, options: { ...noOptions, ...some } }, problems: [] });

async function readOption({ option, value }: OptionWord, visit: Visit, reader: InputReader): Promise<Reading> {
  const here = { from: visit.file };
  switch (option) {
    case '--requirement':
    case '--constraint':
      return readFile({ file: reader.locate(value, here), isConstraint: option === '--constraint', chain: [...visit.chain, visit.file] }, reader);
    case '--editable':
      return single({ ...reader.parse(value, here), editable: true }, visit);
    case '--index-url': return options({ indexUrl: value });
    case '--extra-index-url': return options({ extraIndexUrls: [value] });
    case '--find-links': return options({ findLinks: [reader.locate(value, here)] });
    case '--trusted-host': return options({ trustedHosts: [value] });
    case '--no-index': return options({ noIndex: true });
    case '--pre': return options({ pre: true });
    case '--prefer-binary': return options({ preferBinary: true });
    case '--require-hashes': return options({ requireHashes: true });
    case '--no-binary': return options({ noBinary: [value] });
    case '--only-binary':
    case '--use-feature': return nothing;
    default:
      throw new UserError('bad-requirement', `${option} belongs behind a requirement`);
  }
}

function hashesOf(words: readonly OptionWord[]): string[] {
  const stray = words.find(({ option }) => option !== '--hash');
  if (stray) throw new UserError('bad-requirement', `${stray.option} for a single requirement is about builds, and depsec does not build yet`);
  const wrong = words.find(({ value }) => !/^(sha256:[0-9a-f]{64}|sha384:[0-9a-f]{96}|sha512:[0-9a-f]{128})$/.test(value));
  if (wrong) throw new UserError('bad-requirement', `--hash=${wrong.value} is no sha256, sha384 or sha512 digest in lower-case hex`);
  return words.map(({ value }) => value);
}

async function readLine(line: LogicalLine, visit: Visit, reader: InputReader): Promise<Reading> {
  const [body, optionText] = splitOptions(line.text);
  const words = optionWords(optionText);
  if (body !== '') {
    const origin: Origin = { file: visit.file, line: line.line };
    return single({ ...reader.parse(body, { from: visit.file }), hashes: hashesOf(words), origin }, visit);
  }
  let result = nothing;
  for (const word of words) result = join(result, await readOption(word, visit, reader));
  return result;
}

async function readFile(visit: Visit, reader: InputReader): Promise<Reading> {
  if (visit.chain.includes(visit.file)) throw new UserError('bad-requirement', `${visit.file} includes itself (${[...visit.chain, visit.file].join(' → ')})`);
  if (visit.chain.length > DEEPEST_INCLUDE) throw new UserError('bad-requirement', `${visit.file} is included more than ${DEEPEST_INCLUDE} files deep`);
  let result = nothing;
  for (const line of logicalLines(await reader.read(visit.file), reader.variable)) result = join(result, await readOrTell(line, visit, reader));
  return result;
}

async function readOrTell(line: LogicalLine, visit: Visit, reader: InputReader): Promise<Reading> {
  try {
    return await readLine(line, visit, reader);
  } catch (error) {
    if (!(error instanceof UserError)) throw error;
    return { ...nothing, problems: [`${visit.file}:${line.line}: ${error.message}\n    ${line.text}`] };
  }
}

export default defineInput({
  title: 'pip requirements file',
  /** Reads a requirements file with everything it includes. Throws one `bad-requirement` that lists every bad line as `file:line`. */
  async read(file, reader) {
    const { set, problems } = await readFile({ file, isConstraint: false, chain: [] }, reader);
    if (problems.length > 0) throw new UserError('bad-requirement', problems.join('\n'));
    return set;
  },
});
