import { ToolError } from '../core/errors.js';
import type { GatewayFailure, GatewayRecord } from './gateway-types.js';

// A build that is refused in a loop must not fill the memory.
const MOST = 1_000;

/** Collects what pip was refused and what could not be had. */
export interface RunRecord {
  readonly fail: (failure: GatewayFailure) => void;
  readonly refuse: (what: string) => void;
  readonly all: () => GatewayRecord;
}

export function createRunRecord(): RunRecord {
  const failures: GatewayFailure[] = [];
  const refused = new Set<string>();
  return {
    fail: (failure) => { if (failures.length < MOST) failures.push(failure); },
    refuse: (what) => { if (refused.size < MOST) refused.add(what); },
    all: () => ({ failures: [...failures], refused: [...refused] }),
  };
}

/** One line for pip, which prints the reason phrase of an answer. */
export function reasonOf(error: unknown): string {
  return error instanceof ToolError ? (error.message.split('\n')[0] ?? '') : 'depsec failed';
}
