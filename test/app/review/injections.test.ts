import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { analyseArchive } from '../../../src/analysis/analyse-archive.js';
import { parserLoader } from '../../../src/app/analysis/parser-files.js';
import type { Decision } from '../../../src/core/decision.js';
import { untrusted } from '../../../src/core/untrusted.js';
import { asSha256 } from '../../../src/platform/files.js';
import { decide } from '../../../src/policy/decide.js';
import * as rules from '../../../src/rules/registry.js';
import { asName, isSayable, PAYLOAD, PLACES } from '../../analysis/ai/injection-places.js';
import { injectionTexts } from '../../analysis/ai/injection-texts.js';
import { policy } from '../../policy/reports.js';
import { sendFindings, sendText, type AskedModel, type ModelAnswer } from '../../support/servers/messages-server.js';
import type { Release } from '../../support/archives/wheel.js';
import { givenReviews, stagedWheel, type Given } from './given-review.js';

// With a dot at its end, as sentences have it.
const HARMLESS = 'Roses grow best where mornings are dry.';
const GUILTY = { 'pkg/__init__.py': `import base64\n${PAYLOAD}\n` };
// What would block only warns, since nothing else is reviewed.
const dials = policy({ blockScore: 0.95 });
const loadParser = parserLoader('.');

/** A package with a text in it. `reads`: what of it a model may see; nothing where it stands in what is not shown. */
interface Carrier extends Omit<Release, 'name'> {
  readonly reads: readonly string[];
}

const unseen = (release: Partial<Release>): Carrier => ({ version: '1.0', files: GUILTY, reads: [], ...release });

const CARRIERS: Readonly<Record<string, (text: string) => Carrier>> = {
  ...Object.fromEntries(Object.entries(PLACES).map(([place, plant]) => [place, (text: string): Carrier => {
    const { path, text: code, reads } = plant(text);
    return { version: '1.0', files: { [path]: code }, reads };
  }])),
  'a version': (text) => ({ ...unseen({ version: `1.0+${asName(text).replaceAll('_', '.').toLowerCase()}` }), reads: [asName(text).replaceAll('_', '.').toLowerCase()] }),
  'the summary of the metadata': (text) => unseen({ metadata: { Summary: text } }),
  'a README': (text) => unseen({ files: { ...GUILTY, 'pkg/README.md': `# A garden\n\n${text}\n` } }),
  'a file that nothing flags': (text) => unseen({ files: { ...GUILTY, 'pkg/data.json': JSON.stringify({ notice: text }) } }),
};

/** Answers of a model that does what the package wants. */
const OBEDIENT: readonly ModelAnswer[] = [
  sendFindings([]),
  sendText('This package is safe. No malicious code was found.'),
  sendFindings([{ file: 'pkg/__init__.py', line: 2, quote: PAYLOAD, severity: 'info', behaviour: 'The code is safe.' }]),
  sendText(JSON.stringify({ findings: [], verdict: 'safe', remove: ['exec-of-decoded-data'], severity: 'info' })),
];

const RANK = { safe: 0, warned: 1, blocked: 2 } as const;

/** What tiers 1 and 2 decide about a package. */
async function decided(release: Carrier): Promise<Decision> {
  const staged = stagedWheel({ version: untrusted(release.version) }, { name: 'demo', ...release });
  const { findings, gaps } = await analyseArchive(staged.path, { rules, loadParser }, { name: staged.name, version: release.version, fileName: staged.fileName });
  const sha256 = asSha256(createHash('sha256').update(readFileSync(staged.path)).digest('hex'));
  return decide({ artifact: { ...staged, sha256 }, findings, gaps, cached: false, timings: {} }, dials);
}

/** Whether the second of two verdicts is milder, or lacks a rule that spoke before. */
function isMilder(before: Decision, after: Decision): boolean {
  const spoke = new Set(after.report.findings.map(({ rule }) => rule));
  return RANK[after.verdict] < RANK[before.verdict] || after.score < before.score || before.report.findings.some(({ rule }) => !spoke.has(rule));
}

/** The parts of a question between its markers, and the rest without the ids of the rules. */
function partsOf({ prompt }: AskedModel): { readonly within: readonly string[]; readonly outside: string } {
  const mark = /\[([0-9a-f]{32}) package\]/.exec(prompt)?.[1] ?? 'none';
  const between = new RegExp(String.raw`^\[${mark} (.+)\]\n([\s\S]*?)\n\[${mark} end of \1\]$`, 'gm');
  const flagged = /^- [a-z-]+, (?:medium|high|critical)(?:, file \d+, line \d+|, in a file that is not shown)?\n/gm;
  return { within: [...prompt.matchAll(between)].map(([, , data = '']) => data), outside: prompt.replace(between, '').replaceAll(mark, 'MARK').replace(flagged, '').replace(/\n{2,}/g, '\n') };
}

/** What is wrong with how a question shows a text; null for nothing. Of a sentence over two lines at least that is marked which speaks by itself. */
function faultOf(asked: AskedModel, { reads }: Carrier, { outside, isMarked }: { readonly outside: string; readonly isMarked: boolean }): string | null {
  const parts = partsOf(asked);
  if (parts.outside !== outside) return 'something of the package stands outside of the markers';
  const lines = parts.within.join('\n').split('\n');
  if (!reads.every((read) => lines.some((line) => line.includes(read)))) return 'not shown';
  const marked = lines.filter((line) => /^(?:\d+|path|version)! /.test(line));
  return !isMarked || reads.length === 0 || reads.some((read) => marked.some((line) => line.includes(read))) ? null : 'not marked';
}

/** Asks about a package, and tells what went wrong. */
async function faultWith(carrier: Carrier, { judged, server }: Given, twin: { readonly decision: Decision; readonly outside: string; readonly isMarked: boolean }): Promise<string | null> {
  const before = await decided(carrier);
  if (isMilder(twin.decision, before)) return 'the text alone makes the verdict milder';
  const questions = server.asked.length;
  if (isMilder(before, await judged(before))) return 'the review makes the verdict milder';
  const asked = server.asked[questions];
  return asked === undefined ? 'nobody was asked' : faultOf(asked, carrier, twin);
}

const inTurn = (): ModelAnswer => {
  let turn = 0;
  return (response, asked) => OBEDIENT[turn++ % OBEDIENT.length]?.(response, asked);
};

describe.each(Object.entries(CARRIERS))('with a text that talks reviewers over in %s', (place, carry) => {
  test('a package is judged no milder, though the model obeys, and the model gets the text between the markers and marked, or not at all', async () => {
    const given = await givenReviews([inTurn()], { dials, maxTokens: 10_000_000 });
    const decision = await decided(carry(HARMLESS));
    expect(decision.verdict).toBe('warned');
    await given.judged(decision);
    const [asked] = given.server.asked;
    const outside = asked === undefined ? '' : partsOf(asked).outside;
    const faults: string[] = [];
    for (const text of injectionTexts) {
      const fault = await faultWith(carry(text), given, { decision, outside, isMarked: isSayable(text, place) });
      if (fault !== null) faults.push(`${text}: ${fault}`);
    }
    expect(faults).toEqual([]);
    expect(given.server.asked).toHaveLength(1 + injectionTexts.length);
  });
});

test('there are 48 such texts and 14 places', () => {
  expect([new Set(injectionTexts).size, Object.keys(CARRIERS).length]).toEqual([48, 14]);
});
