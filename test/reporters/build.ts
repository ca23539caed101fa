import type { FactorScores } from '../../src/core/risk.js';
import type { Staged } from '../../src/core/artifact.js';
import { isSha256 } from '../../src/core/artifact.js';
import type { Cleared, Decision, Verdict, Waived } from '../../src/core/decision.js';
import type { Confidence, Finding, Gap, GapKind, Severity } from '../../src/core/finding.js';
import type { Advisory } from '../../src/core/advisory.js';
import { parsePackageName } from '../../src/core/name.js';
import type { Origin } from '../../src/core/requirements/requirement.js';
import type { Look, Run } from '../../src/core/run.js';
import { untrusted } from '../../src/core/untrusted.js';

const FACTORS: FactorScores = { typosquatting: 1, package_age: 0.7, maintainer_count: null, release_pattern: 0.4, metadata_quality: null };

/** What a finding of a sample run says; everything else has a plain default. */
export interface FindingWords {
  readonly rule?: string;
  readonly severity?: Severity;
  readonly confidence?: Confidence;
  readonly message: string;
  readonly file?: string;
  readonly line?: number;
  readonly snippet?: string;
  readonly why?: string;
  readonly advice?: string;
  readonly trace?: readonly { readonly what: string; readonly line: number }[];
  readonly advisory?: Advisory;
}

/** A finding in the words of a test. */
export function finding({ message, file, snippet, advice, trace, ...rest }: FindingWords): Finding {
  return {
    rule: 'exec-of-decoded-data',
    severity: 'critical',
    confidence: 'high',
    ...rest,
    message: untrusted(message),
    ...(file === undefined ? {} : { file: untrusted(file) }),
    ...(snippet === undefined ? {} : { snippet: untrusted(snippet) }),
    ...(trace === undefined ? {} : { trace: trace.map(({ what, line }) => ({ what: untrusted(what), line })) }),
    ...(advice === undefined ? {} : { advice: untrusted(advice) }),
  };
}

/** Something that could not be looked at. */
export function gap(kind: GapKind, what: string, why: string): Gap {
  return { kind, what: untrusted(what), why: untrusted(why) };
}

function staged(name: string, version: string, { shownAs, fileName = `${name}-${version}-py3-none-any.whl` }: Pick<DecisionWords, 'shownAs' | 'fileName'>): Staged {
  const sha256 = 'ab'.repeat(32);
  if (!isSha256(sha256)) throw new Error('64 hex digits are a SHA-256');
  return {
    name: parsePackageName(name),
    version: untrusted(version),
    fileName: untrusted(fileName),
    path: `/stage/${fileName}`,
    sha256,
    bytes: 101_800,
    requested: true,
    shownAs: untrusted(shownAs ?? fileName),
  };
}

// Only policy/decide clears an artifact. These samples are about words, never about what may be installed.
const isCleared = (artifact: Staged): artifact is Cleared => artifact.path !== '';

function cleared(artifact: Staged): Cleared {
  if (!isCleared(artifact)) throw new Error('a sample has a path');
  return artifact;
}

/** What a decision of a sample run holds. */
export interface DecisionWords {
  readonly version?: string;
  readonly verdict?: Verdict;
  readonly action?: Decision['action'];
  readonly score?: number;
  readonly risk?: number | null;
  readonly reasons?: readonly string[];
  readonly findings?: readonly Finding[];
  readonly gaps?: readonly Gap[];
  readonly cached?: boolean;
  readonly shownAs?: string;
  readonly fileName?: string;
  readonly builtFrom?: string;
  readonly neededToBuild?: string;
  readonly askedFor?: Origin;
  readonly requires?: readonly string[];
  readonly extras?: readonly string[];
  /** Days before 2026-01-15 that this version and the project's first one were released. */
  readonly released?: { readonly daysAgo: number; readonly firstDaysAgo: number };
  readonly waived?: readonly Waived[];
  readonly waivable?: readonly string[];
}

// Both are left out of an ordinary artifact.
function sourceWords({ builtFrom, neededToBuild, askedFor, requires, extras }: DecisionWords): Partial<Staged> {
  const sha256 = 'cd'.repeat(32);
  if (!isSha256(sha256)) throw new Error('64 hex digits are a SHA-256');
  return {
    ...(builtFrom === undefined ? {} : { builtFrom: { shownAs: untrusted(builtFrom), sha256 } }),
    ...(neededToBuild === undefined ? {} : { neededToBuild: untrusted(neededToBuild) }),
    ...(askedFor === undefined ? {} : { askedFor }),
    ...(requires === undefined ? {} : { requires: requires.map(untrusted) }),
    ...(extras === undefined ? {} : { extras }),
  };
}

const DAY_MS = 86_400_000;
const TODAY = Date.UTC(2026, 0, 15);

function projectWords({ released }: DecisionWords): Pick<Decision['report'], 'project'> {
  return released === undefined ? {} : { project: { releasedAt: TODAY - released.daysAgo * DAY_MS, firstReleaseAt: TODAY - released.firstDaysAgo * DAY_MS } };
}

/** An advisory as a database tells it, changed where a test needs it. */
export function advisory(id: string, changes: Partial<Advisory> = {}): Advisory {
  return {
    id: untrusted(id), aliases: [untrusted('GHSA-aaaa-bbbb-cccc')], kind: 'vulnerability', severity: 'high', cvss: 7.5, summary: untrusted('Denial of service by a crafted header'),
    affected: untrusted('>=2.0,<2.4.1'), fixedIn: untrusted('2.4.1'), isDisputed: false, references: [untrusted('https://osv.invalid/vulnerability/1')], published: untrusted('2025-11-02T10:00:00Z'),
    ...changes,
  };
}

// As policy names what stops a package: rules that are grave enough, and code that would run unread.
function waivableIn({ verdict, action, findings = [], gaps = [] }: DecisionWords): readonly string[] {
  if (verdict !== 'blocked' || action === 'alert') return [];
  const rules = findings.filter(({ severity }) => severity === 'critical').map(({ rule }) => rule);
  return [...new Set([...rules, ...(gaps.some(({ kind }) => kind === 'runs') ? ['unread-code'] : [])])];
}

/** A decision in the words of a test; safe and allowed unless it says otherwise. */
export function decision(name: string, words: DecisionWords = {}): Decision {
  const { version = '1.0.0', verdict = 'safe', score = 0.05, risk = null, reasons = [], findings = [], gaps = [], cached = false, waived = [] } = words;
  const waivable = words.waivable ?? waivableIn(words);
  const action = words.action ?? ({ safe: 'allow', warned: 'alert', blocked: 'block' } as const)[verdict];
  const artifact = { ...staged(name, version, words), ...sourceWords(words) };
  const judgement = { report: { artifact, findings, gaps, cached, ...projectWords(words), risk: risk === null ? null : { score: risk, factors: FACTORS }, timings: { 'tier 1': 1.5, 'tier 2': 34.25 } }, score, risk, reasons, verdict, waived, waivable };
  if (action === 'block' || action === 'quarantine') return { ...judgement, action, cleared: null };
  return { ...judgement, action, cleared: cleared(artifact) };
}

/** A finished install of nothing, changed where a test needs it. */
export function run(changes: Partial<Run>): Run {
  return {
    command: 'install',
    depsecVersion: '0.1.0',
    ruleset: 'r1',
    decisions: [],
    satisfied: [],
    problems: [],
    notices: [],
    installed: false,
    dryRun: false,
    elapsedMs: 2345,
    finishedAtMs: Date.UTC(2026, 0, 15, 12, 30, 5),
    rules: [],
    ...changes,
  };
}

/** An 80-column terminal with UTF-8 and without colour, changed where a test needs it. */
export function look(changes: Partial<Look> = {}): Look {
  return { verbosity: 'normal', colour: false, unicode: true, columns: 80, ...changes };
}
