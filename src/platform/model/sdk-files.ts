import { existsSync, readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';

/** What the installed SDK says of models. `ends` is a date in words, for those that are deprecated. */
export interface ModelList {
  readonly known: readonly string[];
  readonly ends: ReadonlyMap<string, string>;
}

const UNION = /export type Model =([^;]+);/;

/** Where the SDK is installed, or null: it is an optional dependency. Nothing of it is loaded. */
export function sdkFolder(): string | null {
  try {
    return dirname(createRequire(import.meta.url).resolve('@anthropic-ai/sdk'));
  } catch (cause) {
    if (cause instanceof Error && 'code' in cause && cause.code === 'MODULE_NOT_FOUND') return null;
    throw cause;
  }
}

const textOf = (path: string): string => (existsSync(path) ? readFileSync(path, 'utf8') : '');

/** The SDK has its list of models in a type and in a file of its own, neither of which can be imported, so they are read. Empty where another version of it is laid out differently. */
export function modelList(folder: string): ModelList {
  const [, union = ''] = UNION.exec(textOf(join(folder, 'resources', 'messages', 'messages.d.ts'))) ?? [];
  const deprecated = textOf(join(folder, 'internal', 'data', 'deprecated-models.js'));
  return {
    known: [...union.matchAll(/'([^']+)'/g)].flatMap(([, name]) => name ?? []),
    ends: new Map([...deprecated.matchAll(/'([\w.-]+)':\s*'([\w ,.]+)'/g)].map(([, name = '', ends = '']) => [name, ends])),
  };
}
