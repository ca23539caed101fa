import { UserError } from '../../../src/core/errors.js';
import { parseRequirement } from '../../../src/core/requirements/parse-requirement.js';
import { requirementLine } from '../../../src/core/requirements/requirement.js';
import { parseObject } from '../../support/json.js';
import { plainEnvironment, venvPython } from '../../support/runs/python.js';
import { runProcess } from '../../support/runs/run-process.js';
import { broke, held, seedsFrom, type Family, type Outcome } from '../family.js';
import { createRandom } from '../random.js';
import { damaged, makeRequirement } from '../requirements/make-requirement.js';

interface Case {
  readonly seed: number;
  readonly text: string;
  readonly isHonest: boolean;
  /** The line that depsec would hand to pip; null where it refuses. */
  readonly line: string | null;
}

/** Throws what is no refusal. */
function lineFor(text: string): string | null {
  try {
    return requirementLine(parseRequirement(text));
  } catch (cause) {
    if (cause instanceof UserError) return null;
    throw cause;
  }
}

function caseOf(seed: number): Case {
  const random = createRandom(seed);
  const honest = makeRequirement(random);
  const isHonest = random.chance(3);
  const text = isHonest ? honest : damaged(honest, random);
  return { seed, text, isHonest, line: lineFor(text) };
}

/** Answers of pip's copy of `packaging`, each as one text. */
async function readByPackaging(python: string, texts: readonly string[]): Promise<readonly string[]> {
  const input = texts.map((text) => `${JSON.stringify(text)}\n`).join('');
  const { code, stdout, output } = await runProcess(python, ['test/hostile/requirements/packaging_oracle.py'], { cwd: process.cwd(), env: plainEnvironment(), input });
  if (code !== 0) throw new Error(output.slice(-2_000));
  return stdout.trimEnd().split('\n');
}

// A semicolon, comma or bracket right behind `===` is a part of the version up to pip 23; one behind an URL is a part of it for `packaging`, but pip
// has cut the marker off before.
const STUCK_TOGETHER = /===\s*[^\s;,)]*[;,)]|@\s*\S+;/;

// An address without a name is no requirement to `packaging`, but one to pip, with a marker or without: what is left of `name @ https://…` when a little more than the name is gone.
const ADDRESS = /^[a-z][a-z+]*:\/\/[^\s<>]+(?: ; |$)/;

/** What `packaging` is asked about a line for pip. */
const asRequirement = (line: string): string => (ADDRESS.test(line) ? `name @ ${line}` : line);

/** depsec leaves out the sign of a fragment that is empty. */
const isReadAlike = (written: string, regenerated: string): boolean => written === regenerated || written.replace('#", "marker"', '", "marker"') === regenerated;

const isRefused = (answer: string): boolean => 'error' in parseObject(answer);

function verdictOn({ text, isHonest, line }: Case, written: string, regenerated: string): Omit<Outcome, 'seed'> {
  const told = `${JSON.stringify(text)} became ${JSON.stringify(line)}: ${written} became ${regenerated}`;
  if (line === null) return isHonest && !isRefused(written) ? broke(`an honest requirement is refused: ${JSON.stringify(text)}`) : held(isRefused(written) ? 'refused by both' : 'refused by depsec alone');
  if (/[\n\r\0]|^\s*-/.test(line)) return broke(`what is handed to pip could be an option or a second line: ${told}`);
  if (isRefused(regenerated)) return broke(`what is handed to pip is no requirement: ${told}`);
  if (ADDRESS.test(line)) return held('an address alone');
  // Pips differ in what they take; what they get is one in any case.
  if (isRefused(written)) return held('read by depsec alone');
  if (isReadAlike(written, regenerated)) return held('read alike');
  return STUCK_TOGETHER.test(text) ? held('pips differ') : broke(`read otherwise: ${told}`);
}

export const requirements: Family = {
  promise: 'a requirement is refused, or handed to pip as what pip\'s own parser reads in it; honest ones are not refused',
  ordinary: 2_500,
  variety: 3,
  open: ({ ground }) => Promise.resolve({
    attempt: async (seeds) => {
      const cases = seeds.map(caseOf);
      const answers = await readByPackaging(venvPython(ground.venv), cases.flatMap(({ text, line }) => [text, asRequirement(line ?? '')]));
      return seedsFrom(0, cases.length).map((index) => ({ seed: cases[index]!.seed, ...verdictOn(cases[index]!, answers[2 * index] ?? '', answers[2 * index + 1] ?? '') }));
    },
  }),
};
