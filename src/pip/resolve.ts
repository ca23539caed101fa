import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { Resolved } from '../core/artifact.js';
import { formatArguments } from '../core/facts/binary-formats.js';
import type { PackageName } from '../core/name.js';
import { requirementLine, type Requirement } from '../core/requirements/requirement.js';
import type { RequirementSet } from '../core/requirements/requirement-set.js';
import type { Notice, SatisfiedPackage } from '../core/run.js';
import { untrusted } from '../core/untrusted.js';
import type { PipOutcome } from './pip-process.js';
import { readReport } from './report.js';
import type { PipJob } from './waiting-pip.js';
import { missingExtras, remarksIn } from './warnings.js';
import { writePrivate } from '../platform/files/write-private.js';

export interface Resolution {
  /** What pip would install, in its order. */
  readonly items: readonly Resolved[];
  readonly satisfied: readonly SatisfiedPackage[];
  /** pip's installation report as it wrote it, with the real addresses. */
  readonly report: string;
  /** What pip goes on without. */
  readonly notices: readonly Notice[];
}

export interface ResolveRequest {
  readonly set: RequirementSet;
  /** argv words from the option table. */
  readonly options: readonly string[];
  /** Variables that tell pip its sources. */
  readonly sources: Readonly<Record<string, string>>;
  /** Packages of which every file is listed, whatever pip passes over. */
  readonly listedBesides?: readonly PackageName[];
}

export interface Resolver {
  /** A private folder for the generated files. */
  readonly folder: string;
  /** Runs pip without letting it start a program (data/python/resolve.py). */
  readonly run: (job: PipJob) => Promise<PipOutcome>;
  /** Puts the real addresses back into a text of pip's, which knows only the gateway's. */
  readonly restore: (text: string) => string;
  /** Makes an error of a pip run that failed. */
  readonly explain: (outcome: PipOutcome) => Promise<Error>;
}

// pip prints one such line for each requirement that the environment fulfils; the report leaves them out.
const SATISFIED = /^Requirement already satisfied: (\S+).* in .* \(([^()]+)\)$/gm;

/** What pip said of requirements that the environment fulfils already. */
export function satisfiedIn(stdout: string): SatisfiedPackage[] {
  const found = new Map<string, SatisfiedPackage>();
  for (const [, requirement = '', version = ''] of stdout.matchAll(SATISFIED)) {
    const name = /^[A-Za-z0-9._-]+/.exec(requirement)?.[0] ?? requirement;
    found.set(name.toLowerCase(), { name: untrusted(name), version: untrusted(version) });
  }
  return [...found.values()];
}

// pip refuses --only-deps together with a file of requirements, even where it has one of ours.
const asWords = ({ options }: Pick<ResolveRequest, 'options'>): boolean => options.includes('--only-deps');

async function written(path: string, requirements: readonly Requirement[]): Promise<string> {
  await writePrivate(path, requirements.map((requirement) => `${requirementLine(requirement)}\n`).join(''));
  return path;
}

/** argv words for what is asked for; the requirements are written into `folder`, which holds none yet. */
export async function requestWords(request: Pick<ResolveRequest, 'set' | 'options'>, folder: string): Promise<readonly string[]> {
  const { set, options } = request;
  const { pre, preferBinary, requireHashes, noDeps, useFeatures } = set.options;
  const flags = [...(pre ? ['--pre'] : []), ...(preferBinary ? ['--prefer-binary'] : []), ...(requireHashes ? ['--require-hashes'] : []), ...(noDeps ? ['--no-deps'] : []), ...formatArguments(set.options), ...useFeatures.map((feature) => `--use-feature=${feature}`)];
  const constraints = set.constraints.length === 0 ? [] : [`--constraint=${await written(join(folder, 'constraints.txt'), set.constraints)}`];
  if (asWords(request)) return [...options, ...flags, ...constraints, '--', ...set.requirements.map(requirementLine)];
  // Also where it holds nothing: such a file is no error to pip, and to be given none is one.
  return [...options, ...flags, `--requirement=${await written(join(folder, 'requirements.txt'), set.requirements)}`, ...constraints];
}

/** pip tells of lines of the file that was written for it, which nobody else has seen: what was asked for in their place. */
function withoutOwnLines(text: string, { set }: ResolveRequest, folder: string): string {
  const own = join(folder, 'requirements.txt');
  return text.replaceAll(/-r (\S.*?) \(line (\d+)\)/g, (whole, path: string, number: string) => {
    const asked = path === own ? set.requirements[Number(number) - 1] : undefined;
    return asked === undefined ? whole : requirementLine({ ...asked, hashes: [], configSettings: [] });
  });
}

/** `pip install --dry-run --report`. Throws what `explain` makes of a failure. */
export async function resolve(request: ResolveRequest, resolver: Resolver): Promise<Resolution> {
  const report = join(resolver.folder, 'report.json');
  const words = ['install', '--dry-run', `--report=${report}`, ...(await requestWords(request, resolver.folder))];
  const outcome = await resolver.run({ words, variables: request.sources });
  const told = (text: string): string => withoutOwnLines(resolver.restore(text), request, resolver.folder);
  if (outcome.code !== 0) throw await resolver.explain({ ...outcome, stdout: told(outcome.stdout), stderr: told(outcome.stderr) });
  const written = resolver.restore(await readFile(report, 'utf8'));
  return { items: readReport(written), satisfied: satisfiedIn(outcome.stdout), report: written, notices: [...missingExtras(outcome), ...remarksIn(outcome, request.listedBesides)] };
}
