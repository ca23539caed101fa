import { assert, expect } from 'vitest';
import { parseObject, recordAt, recordsAt, stringAt, stringsAt } from './json.js';
import { unreadable } from './readable.js';
import type { Finished } from './runs/run-process.js';

type Json = Readonly<Record<string, unknown>>;

/** A result of the JSON contract (schema 1), as far as tests ask. */
export interface Result {
  readonly name: string;
  readonly version: string;
  readonly file: string;
  readonly sha256: string;
  readonly verdict: string;
  readonly action: string;
  readonly reasons: readonly string[];
  readonly findings: readonly Json[];
  readonly gaps: readonly Json[];
}

export interface RunJson {
  readonly results: readonly Result[];
  readonly summary: Json;
  /** Result names to verdicts. */
  readonly verdicts: Readonly<Record<string, string>>;
}

function resultFrom(json: Json): Result {
  const at = (key: string) => stringAt(json, key) ?? '';
  const lists = { findings: recordsAt(json, 'findings'), gaps: recordsAt(json, 'gaps') };
  return { name: at('name'), version: at('version'), file: at('file'), sha256: at('sha256'), verdict: at('verdict'), action: at('action'), reasons: stringsAt(json, 'reasons'), ...lists };
}

/** Reads standard output that must hold one JSON document of schema 1 and nothing else. */
export function readRun(stdout: string): RunJson {
  const json = parseObject(stdout);
  expect(json['schema']).toBe(1);
  const results = recordsAt(json, 'results').map(resultFrom);
  return {
    results,
    summary: recordAt(json, 'summary') ?? {},
    verdicts: Object.fromEntries(results.map(({ name, verdict }) => [name, verdict])),
  };
}

/** What holds for every way to end: no stack trace, no escape code, no traceback of pip. */
export function expectReadable({ output }: Finished): void {
  assert.equal(unreadable(output), null, `in what a run said:\n${output}`);
}

/** The run ended with this code and said what it did in readable words. */
export function expectEnd(finished: Finished, code: number): void {
  assert.equal(finished.code, code, `exit code of a run that said:\n${finished.output}`);
  expectReadable(finished);
}
