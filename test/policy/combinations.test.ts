import { expect, test } from 'vitest';
import type { Action } from '../../src/core/decision.js';
import { modes, type Mode, type Policy } from '../../src/core/policy.js';
import { decide } from '../../src/policy/decide.js';
import { advisoryFinding, artifact, malwareFinding, policy, report } from './reports.js';

interface Case {
  /** What severity_actions say of a critical advisory; null: nothing, so that it blocks. */
  readonly said: Action | null;
  readonly isMalware: boolean;
  readonly isAllowed: boolean;
  readonly isDenied: boolean;
  readonly mode: Mode;
  readonly flag: 'none' | '--allow-blocked' | '--allow-known-malware';
}

const booleans = [false, true];
const cases: readonly Case[] = ([null, 'allow', 'alert', 'quarantine', 'block'] as const).flatMap((said) =>
  booleans.flatMap((isMalware) =>
    booleans.flatMap((isAllowed) =>
      booleans.flatMap((isDenied) =>
        modes.flatMap((mode) =>
          (['none', '--allow-blocked', '--allow-known-malware'] as const).map((flag) => ({ said, isMalware, isAllowed, isDenied, mode, flag })))))));

/** The order in which the settings speak, the first that applies: this table is the specification. */
const ORDER: readonly (readonly [applies: (some: Case) => boolean, action: (some: Case) => Action])[] = [
  [({ flag, isMalware }) => isMalware && flag === '--allow-known-malware', () => 'alert'],
  [({ isMalware }) => isMalware, () => 'block'],
  [({ isDenied, flag }) => isDenied && flag !== 'none', () => 'alert'],
  [({ isDenied }) => isDenied, () => 'block'],
  [({ isAllowed }) => isAllowed, () => 'allow'],
  [({ said }) => said === 'allow' || said === 'alert', ({ said }) => said ?? 'block'],
  [({ mode, flag }) => mode === 'warn' || flag !== 'none', () => 'alert'],
  [() => true, ({ said }) => said ?? 'block'],
];

const expected = (some: Case): Action => ORDER.find(([applies]) => applies(some))?.[1](some) ?? 'block';

const policyFor = ({ said, isAllowed, isDenied, mode, flag }: Case): Policy => policy({
  mode,
  severityActions: new Map(said === null ? [] : [['critical', said]]),
  allowlist: new Set(isAllowed ? [artifact.name] : []),
  denylist: new Set(isDenied ? [artifact.name] : []),
  allowBlocked: flag === '--allow-blocked',
  allowKnownMalware: flag === '--allow-known-malware',
});

const decided = (some: Case) => decide(report([advisoryFinding(), ...(some.isMalware ? [malwareFinding()] : [])]), policyFor(some));

test(`all ${cases.length} combinations of action, malware, lists, mode and flag do what the table says`, () => {
  const wrong = cases.filter((some) => decided(some).action !== expected(some));
  expect(wrong).toEqual([]);
});

test('whatever is stopped, or let in against its verdict, says why', () => {
  const silent = cases.filter((some) => {
    const { verdict, reasons } = decided(some);
    return verdict !== 'safe' && reasons.length === 0;
  });
  expect(silent).toEqual([]);
});
