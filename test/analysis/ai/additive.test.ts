import { expect, test } from 'vitest';
import { withAdditions } from '../../../src/analysis/ai/additions.js';
import { disagreement, injectionFindings, reviewedBy } from '../../../src/analysis/ai/review.js';
import { showFile } from '../../../src/analysis/ai/show-lines.js';
import { severities } from '../../../src/core/finding.js';
import { decide } from '../../../src/policy/decide.js';
import { artifact, policy, report } from '../../policy/reports.js';
import { flag, reply } from './shown.js';

const CASES = 3_000;
const RANK = { safe: 0, warned: 1, blocked: 2 } as const;
const file = showFile('setup.py', 'import os\nos.system("thorn")\nexec(x)\n', { places: [3], own: [] });

/** Numbers below `size`, the same in every run. */
function dice(seed: number): (size: number) => number {
  let state = seed;
  return (size) => {
    state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0;
    return Math.floor((state / 2 ** 32) * size);
  };
}

type Roll = ReturnType<typeof dice>;

const pick = <T>(from: readonly T[], roll: Roll): T | undefined => from[roll(from.length)];
const SCRAPS: readonly unknown[] = [null, 0, -1, 1e9, '', 'safe', 'setup.py', 'exec(x)', 'os.system("thorn")', [], {}, true, 'critical', '\u0000\u202e', 'x'.repeat(5_000), { findings: [] }];

const anyItem = (roll: Roll): unknown => (roll(6) === 0 ? pick(SCRAPS, roll) : {
  file: roll(2) === 0 ? 'setup.py' : pick(SCRAPS, roll), line: roll(2) === 0 ? 3 : pick(SCRAPS, roll), quote: roll(2) === 0 ? 'exec(x)' : pick(SCRAPS, roll),
  severity: roll(3) === 0 ? pick(SCRAPS, roll) : pick(severities, roll), behaviour: roll(2) === 0 ? 'runs what it got' : pick(SCRAPS, roll), remove: true,
});

function anyText(roll: Roll): string {
  const text = JSON.stringify({ findings: Array.from({ length: roll(4) }, () => anyItem(roll)), verdict: pick(SCRAPS, roll) });
  const kind = roll(5);
  if (kind === 0) return text.slice(0, roll(text.length));
  if (kind === 1) return JSON.stringify(pick(SCRAPS, roll));
  return kind === 2 ? String.fromCharCode(...Array.from({ length: roll(60) }, () => roll(0xffff))) : text;
}

const STOPS = ['end_turn', 'end_turn', 'end_turn', 'refusal', 'max_tokens', 'tool_use', 'pause_turn', '', 'stop_sequence'] as const;

test(`whatever a model answers (${CASES} answers), no finding goes, none is made milder, and no verdict falls`, () => {
  const roll = dice(20_261_126);
  const broken: string[] = [];
  for (let index = 0; index < CASES; index += 1) {
    const severity = pick(severities, roll) ?? 'high';
    const before = { ...report([flag(severity, 'setup.py', 3)]), artifact };
    const answer = reply(anyText(roll), { stop: pick(STOPS, roll) ?? '', usesTools: roll(10) === 0 });
    const reviewed = reviewedBy(answer, [file]);
    const after = withAdditions(before, { gaps: reviewed.gaps, findings: [...reviewed.findings, ...injectionFindings({ files: [file], flags: [] }), ...disagreement(before.findings, reviewed.findings)] });
    const dials = policy({ blockScore: pick([0.5, 0.8, 0.95], roll) ?? 0.8 });
    const isWhole = before.findings.every((finding, place) => after.findings[place] === finding);
    const [was, is] = [decide(before, dials), decide(after, dials)];
    if (!isWhole || is.score < was.score || RANK[is.verdict] < RANK[was.verdict]) broken.push(answer.text);
  }
  expect(broken).toEqual([]);
});
