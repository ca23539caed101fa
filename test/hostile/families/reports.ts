import { parse, type DefaultTreeAdapterTypes } from 'parse5';
import { advisorySeverities } from '../../../src/core/advisory.js';
import { severities, type Finding } from '../../../src/core/finding.js';
import type { Decision } from '../../../src/core/decision.js';
import type { Look, Reporter, Run } from '../../../src/core/run.js';
import { untrusted } from '../../../src/core/untrusted.js';
import * as registry from '../../../src/reporters/registry.js';
import { advisory, decision, finding, gap, look, run, type DecisionWords } from '../../reporters/build.js';
import { sampleRuns } from '../../reporters/sample-runs.js';
import { broke, held, oneByOne, type Family } from '../family.js';
import { hostileText } from '../hostile-text.js';
import type { Random } from '../random.js';

type Format = keyof typeof registry;
type Formats = readonly (readonly [Format, Reporter])[];
type Text = () => string;

// What no output may hold: controls other than the end of a line, what turns text around or hides in it, halves of characters.
const UNSEEN = /[\x00-\x09\x0b-\x1f\x7f-\x9f\xad\u061c\u200b-\u200f\u2028-\u202e\u2060-\u206f\ufeff\ufff9-\ufffb\ufffe\uffff]|[\ud800-\udbff](?![\udc00-\udfff])|(?<![\ud800-\udbff])[\udc00-\udfff]|[\u{e0000}-\u{e0fff}]/u;

const someFinding = (text: Text, random: Random): Finding => finding({
  severity: random.pick(severities), message: text(), file: text(), line: random.below(9_000), snippet: text(), why: text(), advice: text(), trace: [{ what: text(), line: random.below(99) }],
  ...(random.chance(3) ? { rule: 'known-vulnerability', advisory: advisory(text(), { severity: random.pick(advisorySeverities), aliases: [untrusted(text())], summary: untrusted(text()), affected: untrusted(text()), fixedIn: random.chance(2) ? untrusted(text()) : null, references: [untrusted(text()), untrusted('javascript:alert(1)')], published: untrusted(text()) }) } : {}),
});

function someDecision(text: Text, random: Random): Decision {
  const words: DecisionWords = {
    version: text(), verdict: random.pick(['safe', 'warned', 'blocked']), score: random.below(10) / 10, reasons: [text()], shownAs: text(), requires: [text(), 'friend'],
    findings: Array.from({ length: random.below(4) }, () => someFinding(text, random)), gaps: [gap(random.pick(['runs', 'latent', 'data', 'service']), text(), text())],
    ...(random.chance(2) ? { builtFrom: text(), neededToBuild: text() } : {}), ...(random.chance(2) ? { askedFor: { file: text(), line: random.below(99) } } : {}),
  };
  return decision(random.pick(['ada', 'friend', 'third']), words);
}

/** A run in which every text is hostile. */
const someRun = (text: Text, random: Random): Run => run({
  command: random.pick(['install', 'audit', 'scan', 'report']), decisions: Array.from({ length: random.below(4) }, () => someDecision(text, random)),
  problems: [{ what: untrusted(text()), why: untrusted(text()) }], notices: [{ level: random.pick(['info', 'warning']), text: untrusted(text()) }], satisfied: [{ name: untrusted(text()), version: untrusted(text()) }],
});

const someLook = (random: Random): Look => look({ verbosity: random.pick(['quiet', 'normal', 'verbose', 'very-verbose']), unicode: !random.chance(4), columns: 20 + random.below(200) });

const elementsOf = (node: DefaultTreeAdapterTypes.Node): readonly DefaultTreeAdapterTypes.Element[] => [...('tagName' in node ? [node] : []), ...('childNodes' in node ? node.childNodes.flatMap(elementsOf) : [])];
const shapes = (html: string): ReadonlySet<string> => new Set(elementsOf(parse(html)).flatMap(({ tagName, attrs }) => [tagName, ...attrs.map(({ name }) => `${tagName} ${name}`)]));

function unseenIn(text: string): string | null {
  const at = text.search(UNSEEN);
  return at === -1 ? null : `U+${text.codePointAt(at)?.toString(16)} at ${JSON.stringify(text.slice(Math.max(0, at - 30), at + 30))}`;
}

function problemWithJson(text: string): string | null {
  JSON.parse(text);
  return unseenIn(text);
}

const notOurs = (lines: readonly string[], isOurs: (line: string) => boolean): string | null => lines.find((line) => !isOurs(line)) ?? null;

/** What each format must be, whatever the texts are: null, or what it is instead. */
const PROBLEMS: Readonly<Record<Format, (text: string, known: ReadonlySet<string>) => string | null>> = {
  table: (text) => notOurs(text.split('\n'), (line) => !UNSEEN.test(line) && !/^\s*(?:::|##\[|##vso)/.test(line)),
  github: (text) => notOurs(text.trimEnd().split('\n'), (line) => !UNSEEN.test(line) && /^(?:::(?:error|warning|notice) (?:file=[^:,]*,)?[^\n]*?::|depsec: )/.test(line)),
  markdown: (text) => notOurs(text.split('\n'), (line) => !UNSEEN.test(line) && !/^\s*::/.test(line) && !/<(?!\/?(?:details|summary|code|sub)>|!-- -->)/.test(line)),
  json: problemWithJson,
  sarif: problemWithJson,
  cyclonedx: problemWithJson,
  html: (text, known) => notOurs([...shapes(text)], (shape) => known.has(shape)) ?? unseenIn(text),
};

const formats = Object.entries(registry) as Formats;

export const reports: Family = {
  promise: 'no text of a package speaks through a report: no command of a terminal, log or page comes out of any format',
  ordinary: 250,
  variety: 4,
  open: async () => {
    const pages = await Promise.all(Object.values(sampleRuns).map((sample) => registry.html.render(sample, look())));
    const known = new Set(pages.flatMap((page) => [...shapes(page)]));
    return {
      attempt: oneByOne(async (random) => {
        const hostile = someRun(() => hostileText(random), random);
        const seen = someLook(random);
        for (const [format, reporter] of formats) {
          const text = await reporter.render(hostile, seen);
          const problem = PROBLEMS[format](text, known);
          if (problem !== null) return broke(`${format}: ${problem}`);
        }
        return held(`${hostile.command} of ${hostile.decisions.length}`);
      }),
    };
  },
};
