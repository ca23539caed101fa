import { ToolError } from '../core/errors.js';
import type { GatewayFailure, GatewayRecord } from './gateway-types.js';

// A build that is refused in a loop must not fill the memory.
const MOST = 1_000;

/** Collects what pip was refused, what could not be had, and what did not arrive. */
export interface RunRecord {
  readonly ask: () => void;
  readonly fail: (failure: GatewayFailure) => void;
  readonly refuse: (what: string) => void;
  /** pip may have part of the answer, and asks for no page twice. */
  readonly lose: (url: string) => void;
  /** The connection broke before the answer began: pip asks again, or does without. */
  readonly miss: (url: string) => void;
  readonly take: (url: string) => void;
  readonly all: () => GatewayRecord;
}

export function createRunRecord(): RunRecord {
  let isAsked = false;
  const failures: GatewayFailure[] = [];
  const refused = new Set<string>();
  const lost = new Set<string>();
  const missed = new Set<string>();
  return {
    ask: () => { isAsked = true; },
    fail: (failure) => { if (failures.length < MOST) failures.push(failure); },
    refuse: (what) => { if (refused.size < MOST) refused.add(what); },
    lose: (url) => { if (lost.size < MOST) lost.add(url); },
    miss: (url) => { if (missed.size < MOST) missed.add(url); },
    take: (url) => void missed.delete(url),
    all: () => ({ isAsked, failures: [...failures], refused: [...refused], lost: [...new Set([...lost, ...missed])] }),
  };
}

/** One line for pip, which prints the reason phrase of an answer. */
export function reasonOf(error: unknown): string {
  return error instanceof ToolError ? (error.message.split('\n')[0] ?? '') : 'depsec failed';
}
