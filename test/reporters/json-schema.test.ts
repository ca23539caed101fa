import { readFileSync } from 'node:fs';
import { Ajv } from 'ajv';
import { expect, test } from 'vitest';
import { json } from '../../src/reporters/registry.js';
import { look } from './build.js';
import { sampleRuns } from './sample-runs.js';

type Schema = Readonly<Record<string, unknown>>;

const shipped: Schema = JSON.parse(readFileSync('data/schema/report-1.schema.json', 'utf8'));

/** The schema with every object closed, so that a field it does not describe is an error here, although readers must bear it. */
function closed(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(closed);
  if (typeof value !== 'object' || value === null) return value;
  const inner = Object.fromEntries(Object.entries(value).map(([key, each]) => [key, closed(each)]));
  return 'properties' in inner && !('additionalProperties' in inner) ? { ...inner, additionalProperties: false } : inner;
}

const compiled = (schema: unknown): ReturnType<Ajv['compile']> => new Ajv({ allErrors: true, allowUnionTypes: true }).compile(JSON.parse(JSON.stringify(schema)));
const strict = compiled(closed(shipped));

test.each(Object.keys(sampleRuns))('the JSON of %s holds what the schema that is shipped describes, and nothing else', (sample) => {
  const holds = strict(JSON.parse(json.render(sampleRuns[sample]!, look())));
  expect({ holds, errors: strict.errors }).toEqual({ holds: true, errors: null });
});

test('the schema refuses a document without a verdict', () => {
  const document = JSON.parse(json.render(sampleRuns['pipeline']!, look()));
  delete document.results[0].verdict;
  expect(strict(document)).toBe(false);
});

test('a reader that goes by the schema bears fields that are added later', () => {
  const document = JSON.parse(json.render(sampleRuns['pipeline']!, look()));
  document.results[0].later = true;
  expect(compiled(shipped)(document)).toBe(true);
});
