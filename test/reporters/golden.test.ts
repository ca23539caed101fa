import { readdirSync } from 'node:fs';
import { expect, test } from 'vitest';
import type { Look } from '../../src/core/run.js';
import * as registry from '../../src/reporters/registry.js';
import { look } from './build.js';
import { golden } from './golden.js';
import { sampleRuns } from './sample-runs.js';

const LOOKS: Readonly<Record<string, Look>> = {
  colour: look({ colour: true }),
  ascii: look({ unicode: false }),
  quiet: look({ verbosity: 'quiet' }),
  verbose: look({ verbosity: 'verbose' }),
  'very-verbose': look({ verbosity: 'very-verbose', columns: 120 }),
  narrow: look({ columns: 40 }),
};

/** The looks in which the table of a sample is kept besides the plain one. */
const KEPT: Readonly<Record<string, readonly string[]>> = {
  'seven-safe': ['colour', 'ascii', 'quiet', 'verbose'],
  'typosquat-among-twelve': ['colour', 'ascii', 'quiet', 'verbose'],
  'one-warning-in-25': ['colour', 'quiet'],
  'code-block': ['colour', 'ascii', 'verbose', 'very-verbose', 'narrow'],
  'not-fully-read': ['quiet', 'verbose'],
  'hostile-text': ['colour', 'ascii', 'verbose', 'narrow'],
  'dry-run': ['verbose'],
};

const FOLDER = 'fixtures/reporters';
/** The samples that a format is kept of, where not all of them tell something new; another file ending lets an editor show it. */
const FORMATS: Readonly<Record<string, { readonly ending: string; readonly samples: readonly string[] }>> = {
  cyclonedx: { ending: 'json', samples: ['pipeline', 'waived', 'hostile-markup'] },
  github: { ending: 'txt', samples: ['pipeline', 'code-block', 'not-fully-read', 'inputs-that-are-none', 'hostile-markup', 'quarantined', 'waived'] },
  html: { ending: 'html', samples: ['pipeline', 'hostile-markup'] },
  markdown: { ending: 'md', samples: ['pipeline', 'code-block', 'typosquat-among-twelve', 'not-fully-read', 'inputs-that-are-none', 'let-in-anyway', 'waived', 'hostile-markup'] },
  sarif: { ending: 'json', samples: ['pipeline', 'code-block', 'waived', 'compared', 'hostile-markup'] },
};

const plain = Object.entries(registry).flatMap(([id, reporter]) => {
  const { ending, samples } = FORMATS[id] ?? { ending: 'txt', samples: Object.keys(sampleRuns) };
  return samples.map((sample) => ({ file: `${id}.${sample}.${ending}`, reporter, run: sampleRuns[sample]!, seen: look() }));
});
const looks = Object.entries(KEPT).flatMap(([sample, names]) =>
  names.map((name) => ({ file: `table.${sample}.${name}.txt`, reporter: registry.table, run: sampleRuns[sample]!, seen: LOOKS[name]! })),
);

test.each([...plain, ...looks])('a report reads as in $file', async ({ file, reporter, run, seen }) => {
  const text = await reporter.render(run, seen);
  expect(text).toBe(golden(`${FOLDER}/${file}`, text));
});

test('every golden file belongs to a test', () => {
  const known = [...plain, ...looks].map(({ file }) => file);
  expect(readdirSync(FOLDER).toSorted()).toEqual(known.toSorted());
});
