import { formatsOf } from '../core/facts/binary-formats.js';
import { hideCredentials } from '../core/requirements/direct-url.js';
import { UserError } from '../core/errors.js';
import { defineInput, type InputReader } from '../core/input.js';
import type { Origin } from '../core/requirements/requirement.js';
import { logicalLines, type LogicalLine } from './requirements/logical-lines.js';
import { optionWords, splitOptions, type OptionWord } from './requirements/option-words.js';
import { checkTogether, ownOptions } from './requirements/per-requirement.js';
import { joinAll, nothing, options, single, type Reading, type Visit } from './requirements/reading.js';

const DEEPEST_INCLUDE = 20;
const MOST_FILES = 1_000;
const MOST_LINES = 200_000;
const MOST_PROBLEMS = 100;
// git's own marks, the middle one of diff3 among them.
const CONFLICT = /^(?:<{7}|={7}|>{7}|\|{7})(?: |$)/;

function readIncluded({ option, value }: OptionWord, visit: Visit, reader: InputReader): Promise<Reading> {
  const file = reader.locate(value, { from: visit.file });
  // As in pip: -r inside a constraints file asks for packages again.
  return readFile({ file, place: file, isConstraint: option === '--constraint', chain: [...visit.chain, visit] }, reader);
}

async function readOption(word: OptionWord, visit: Visit, reader: InputReader): Promise<Reading> {
  const { option, value } = word;
  switch (option) {
    case '--requirement':
    case '--constraint': return await readIncluded(word, visit, reader);
    case '--index-url': return options({ indexUrl: value });
    case '--extra-index-url': return options({ extraIndexUrls: [value] });
    case '--find-links': return options({ findLinks: [reader.locateFiles(value, { from: visit.file })] });
    case '--trusted-host': return options({ trustedHosts: [value] });
    case '--no-index': return options({ noIndex: true });
    case '--pre': return options({ pre: true });
    case '--prefer-binary': return options({ preferBinary: true });
    case '--require-hashes': return options({ requireHashes: true });
    case '--no-binary': return options(formatsOf('noBinary', value));
    case '--only-binary': return options(formatsOf('onlyBinary', value));
    case '--use-feature': return options({ useFeatures: [value] });
    case '--editable':
    case '--hash':
    case '--config-settings': break;
  }
  throw new UserError('bad-requirement', `${option} belongs to a requirement`);
}

function readEditable([first, ...rest]: readonly OptionWord[], { visit, reader, origin }: { readonly visit: Visit; readonly reader: InputReader; readonly origin: Origin }): Reading {
  const own = ownOptions(rest);
  if (own.hashes.length > 0) throw new UserError('bad-requirement', '--hash cannot hold for an editable requirement: its files may change at any time');
  return single({ ...reader.parseEditable(first?.value ?? ''), ...own, editable: true, origin }, visit);
}

async function readLine(line: LogicalLine, visit: Visit, reader: InputReader): Promise<Reading> {
  if (CONFLICT.test(line.text)) throw new UserError('bad-requirement', 'a merge conflict is not resolved');
  const [body, optionText] = splitOptions(line.text);
  const words = optionWords(optionText);
  const origin: Origin = { file: visit.file, line: line.line };
  if (body !== '') return single({ ...reader.parse(body, { from: visit.file }), ...ownOptions(words), origin }, visit);
  if (words[0]?.option === '--editable') return readEditable(words, { visit, reader, origin });
  checkTogether(words);
  const readings: Reading[] = [];
  for (const word of words) readings.push(await readOption(word, visit, reader));
  return joinAll(readings);
}

async function readFile(visit: Visit, reader: InputReader): Promise<Reading> {
  if (visit.chain.some(({ place }) => place === visit.place)) throw new UserError('bad-requirement', `${visit.file} includes itself (${[...visit.chain, visit].map(({ file }) => file).join(' → ')})`);
  if (visit.chain.length > DEEPEST_INCLUDE) throw new UserError('bad-requirement', `${visit.file} is included more than ${DEEPEST_INCLUDE} files deep`);
  const text = await reader.read(visit.file);
  if (text.split('\n').length > MOST_LINES) throw new UserError('bad-requirement', `${visit.file} has more than ${MOST_LINES} lines`);
  const readings: Reading[] = [];
  for (const line of logicalLines(text, reader.variable)) readings.push(await readOrTell(line, visit, reader));
  return joinAll(readings);
}

async function readOrTell(line: LogicalLine, visit: Visit, reader: InputReader): Promise<Reading> {
  try {
    return await readLine(line, visit, reader);
  } catch (error) {
    if (!(error instanceof UserError)) throw error;
    return { ...nothing, problems: [`${visit.file}:${line.line}: ${hideCredentials(error.message)}\n    ${hideCredentials(line.text)}`] };
  }
}

/** Files that include others twice each are a million reads at twenty levels, with no cycle in them. */
function limitReads(reader: InputReader): InputReader {
  let files = 0;
  const read = (location: string): Promise<string> => {
    files += 1;
    if (files > MOST_FILES) throw new UserError('bad-requirement', `more than ${MOST_FILES} files are included`);
    return reader.read(location);
  };
  return { ...reader, read };
}

function listed(problems: readonly string[]): string {
  const more = problems.length - MOST_PROBLEMS;
  return [...problems.slice(0, MOST_PROBLEMS), ...(more > 0 ? [`and ${more} more lines`] : [])].join('\n');
}

export default defineInput({
  title: 'pip requirements file',
  // Any text can be one; it is asked last.
  recognises: () => false,
  /** Reads a requirements file with everything it includes. Throws one `bad-requirement` that lists the bad lines as `file:line`. */
  async read(file, reader) {
    const { set, problems } = await readFile({ file, place: reader.locate(file, { from: '' }), isConstraint: false, chain: [] }, limitReads(reader));
    if (problems.length > 0) throw new UserError('bad-requirement', listed(problems));
    return set;
  },
});
