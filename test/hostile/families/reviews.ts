import { withAdditions } from '../../../src/analysis/ai/additions.js';
import { disagreement, injectionFindings, reviewedBy } from '../../../src/analysis/ai/review.js';
import { showFile } from '../../../src/analysis/ai/show-lines.js';
import { severities } from '../../../src/core/finding.js';
import type { ModelReply } from '../../../src/platform/model/model-types.js';
import { decide } from '../../../src/policy/decide.js';
import { flag, reply } from '../../analysis/ai/shown.js';
import { artifact, policy, report } from '../../policy/reports.js';
import { broke, held, oneByOne, type Family } from '../family.js';
import type { Random } from '../random.js';

const RANK = { safe: 0, warned: 1, blocked: 2 } as const;
const FILE = showFile('setup.py', 'import os\nos.system("thorn")\nexec(x)\n', { places: [3], own: [] });
const SCRAPS: readonly [unknown, ...unknown[]] = [null, 0, -1, 1e9, '', 'safe', 'setup.py', 'exec(x)', 'os.system("thorn")', [], {}, true, 'critical', '\u0000\u202e', 'x'.repeat(5_000), { findings: [] }];
const STOPS = ['end_turn', 'end_turn', 'end_turn', 'refusal', 'max_tokens', 'tool_use', 'pause_turn', '', 'stop_sequence'] as const;

const anyItem = (random: Random): unknown => (random.chance(6) ? random.pick(SCRAPS) : {
  file: random.chance(2) ? 'setup.py' : random.pick(SCRAPS), line: random.chance(2) ? 3 : random.pick(SCRAPS), quote: random.chance(2) ? 'exec(x)' : random.pick(SCRAPS),
  severity: random.chance(3) ? random.pick(SCRAPS) : random.pick(severities), behaviour: random.chance(2) ? 'runs what it got' : random.pick(SCRAPS), remove: true,
});

function anyText(random: Random): string {
  const text = JSON.stringify({ findings: Array.from({ length: random.below(4) }, () => anyItem(random)), verdict: random.pick(SCRAPS) });
  return random.pick([
    () => text.slice(0, random.below(text.length)),
    () => JSON.stringify(random.pick(SCRAPS)),
    () => String.fromCharCode(...Array.from({ length: random.below(60) }, () => random.below(0xffff))),
    () => text,
    () => text,
  ])();
}

const anyReply = (random: Random): ModelReply => reply(anyText(random), { stop: random.pick(STOPS), usesTools: random.chance(10) });

export const reviews: Family = {
  promise: 'whatever a model answers, no finding goes, none is made milder, and no verdict falls',
  ordinary: 3_000,
  variety: 4,
  open: () => Promise.resolve({
    attempt: oneByOne((random) => {
      const before = { ...report([flag(random.pick(severities), 'setup.py', 3)]), artifact };
      const answer = anyReply(random);
      const reviewed = reviewedBy(answer, [FILE]);
      const after = withAdditions(before, { gaps: reviewed.gaps, findings: [...reviewed.findings, ...injectionFindings({ files: [FILE], flags: [] }), ...disagreement(before.findings, reviewed.findings)] });
      const dials = policy({ blockScore: random.pick([0.5, 0.8, 0.95]) });
      const isWhole = before.findings.every((finding, place) => after.findings[place] === finding);
      const [was, is] = [decide(before, dials), decide(after, dials)];
      if (!isWhole || is.score < was.score || RANK[is.verdict] < RANK[was.verdict]) return broke(JSON.stringify(answer));
      return held(`${reviewed.gaps.length > 0 ? 'a gap' : 'read'}, ${is.verdict}`);
    }),
  }),
};
