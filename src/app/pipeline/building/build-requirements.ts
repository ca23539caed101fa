import type { Cleared, Decision } from '../../../core/decision.js';
import { ToolError, UserError } from '../../../core/errors.js';
import { parseRequirement } from '../../../core/requirements/parse-requirement.js';
import type { Requirement } from '../../../core/requirements/requirement.js';
import { emptySet } from '../../../core/requirements/requirement-set.js';
import { untrusted } from '../../../core/untrusted.js';
import { buildListingArguments } from '../../../pip/options.js';
import { makePrivateFolder } from '../../../platform/files.js';
import { judgePackages, type SourceBuilder } from '../judging/judge-packages.js';
import { newFolder, type Line } from '../line.js';
import { listPackages } from '../listing/list-packages.js';

/** What a build needs, judged like everything else. `stageFolder` holds the files. */
export interface JudgedRequirements {
  readonly decisions: readonly Decision[];
  /** Null when one of them is not let through. */
  readonly cleared: readonly Cleared[] | null;
  readonly stageFolder: string;
}

interface BuildContext {
  readonly line: Line;
  readonly builder: SourceBuilder;
  readonly chain: readonly string[];
  /** Whether what is needed and is source code itself is built as well. */
  readonly builds: boolean;
}

function parsed(text: string, title: string): Requirement {
  try {
    const requirement = parseRequirement(text);
    const isFetchable = requirement.target === 'index' || (requirement.target === 'wheel' && /^https?:/i.test(requirement.url ?? ''));
    if (!isFetchable) throw new UserError('bad-requirement', 'it is source code at an address of its own');
    return requirement;
  } catch (cause) {
    if (!(cause instanceof UserError)) throw cause;
    throw new ToolError('build-failed', `${title} wants to be built with ${JSON.stringify(text)}, which is refused: ${cause.message}`, { cause, hint: 'nothing of it was run or installed' });
  }
}

const UNFIT = new Set(['unknown-package', 'no-wheel', 'conflicting-requirements', 'bad-requirement']);

/** What is wrong with the requirements of a build is no fault of what the user asked for. */
function unbuildable(title: string, cause: unknown): unknown {
  if (!(cause instanceof UserError || cause instanceof ToolError) || !UNFIT.has(cause.code)) return cause;
  return new ToolError('build-failed', `${title} cannot be built, for want of what it needs for that: ${cause.message}`, { cause, hint: 'a wheel of it would do, or an index that has what it needs; nothing was run or installed' });
}

/** Resolves the requirements of a build for an empty environment, and judges each file. `chain`: the sources whose builds led here. */
export async function judgeBuildRequirements(texts: readonly string[], title: string, { line, builder, chain, builds }: BuildContext): Promise<JudgedRequirements> {
  const stageFolder = await newFolder(line, 'build-stage');
  await makePrivateFolder(stageFolder);
  if (texts.length === 0) return { decisions: [], cleared: [], stageFolder };
  const set = { ...emptySet, requirements: texts.map((text) => parsed(text, title)), constraints: line.buildConstraints };
  const question = { set, options: buildListingArguments(line.pip), describeSource: builder.describer(chain) };
  const { items } = await listPackages(line, question).catch((cause: unknown) => { throw unbuildable(title, cause); });
  const judged = await judgePackages(items, line, { builder, chain, builds, stageFolder, neededToBuild: untrusted(title) });
  const ready = judged.flatMap((each) => each.ready ?? []);
  return { decisions: judged.map(({ decision }) => decision), cleared: ready.length === judged.length ? ready : null, stageFolder };
}
