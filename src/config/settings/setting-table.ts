import { advisorySeverities, type AdvisorySeverity } from '../../core/advisory.js';
import { DAY_MS } from '../../core/ages.js';
import type { Action } from '../../core/decision.js';
import type { PackageName } from '../../core/name.js';
import { modes, type Mode } from '../../core/policy.js';
import { riskFactors, type RiskFactor } from '../../core/risk.js';
import { duration, indexPins } from './index-shapes.js';
import { choice, curatedList, numberFrom, packageNames, someText, tableOf, truth, type CuratedList, type Shape } from './shapes.js';
import { serviceUrl, urls } from './url-shapes.js';
import { waiverList } from './waiver-shape.js';
import type { Waiver } from '../../core/waiver.js';

export const sandboxModes = ['auto', 'require', 'off'] as const;
/** Whether builds run in a sandbox: where there is one, never without, never. */
export type SandboxMode = (typeof sandboxModes)[number];

/** Every setting of depsec, with its value in force. */
export interface Settings {
  readonly mode: Mode;
  readonly trustProject: boolean;
  /** Whether a run fails (exit code 3) when a service could not be asked. */
  readonly failClosed: boolean;
  /** Whether services are asked what they know of packages; without, the shipped and the downloaded advisories answer. */
  readonly lookups: boolean;
  /** Where OSV answers, without a slash at the end. */
  readonly osvUrl: string;
  /** Indexes that hold what the public one holds (a mirror): what is known of a public name holds for their packages too. */
  readonly publicIndexes: ReadonlySet<string>;
  readonly sandbox: SandboxMode;
  /** One run of pip instead of two, where that can keep the same promises. */
  readonly onePass: boolean;
  readonly enableAi: boolean;
  readonly aiProvider: 'anthropic';
  /** null: the newest Sonnet alias that the installed SDK knows. */
  readonly aiModel: string | null;
  readonly maxAiAnalysisSeconds: number;
  /** Tokens, in and out, that the reviews of one run may use. */
  readonly maxAiTokens: number;
  /** Where the model is asked; null: what ANTHROPIC_BASE_URL says, else the service itself. */
  readonly aiUrl: string | null;
  /** Scores from 0 to 1. */
  readonly blockScore: number;
  readonly warnScore: number;
  readonly allowlist: ReadonlySet<PackageName>;
  readonly denylist: ReadonlySet<PackageName>;
  readonly curatedList: CuratedList;
  /** What an advisory of a severity does; only severities that somebody set are in it. */
  readonly severityActions: ReadonlyMap<AdvisorySeverity, Action>;
  /** 0 to 100. */
  readonly riskThreshold: number;
  /** What happens from that risk on. */
  readonly riskAction: Action;
  /** Shares of the composite risk; they need not sum to one. */
  readonly heuristicWeights: ReadonlyMap<RiskFactor, number>;
  /** Milliseconds that a file must have been on its index before it is taken; 0 takes any. */
  readonly minAge: number;
  /** Milliseconds that a new advisory only warns about a version that is in the baseline of an audit; 0 blocks at once. */
  readonly advisoryGrace: number;
  /** The only index that a project may come from, by its name. URLs without a slash at their end. */
  readonly indexPins: ReadonlyMap<PackageName, string>;
  readonly waivers: readonly Waiver[];
}

export type SettingName = keyof Settings;

/** One setting. `keys` are its spellings in a file, the usual one first; `combine` and `tighten` take what held before and what a file says. */
export interface Setting<T> {
  readonly keys: readonly string[];
  readonly variable: string | null;
  readonly shape: Shape<T>;
  readonly combine: (before: T, said: T) => T;
  /** As much of `said` as does not loosen what held before: all that a project may do. */
  readonly tighten: (before: T, said: T) => T;
}

const replace = <T>(_before: T, said: T): T => said;
const keep = <T>(before: T): T => before;
const union = <T>(before: ReadonlySet<T>, said: ReadonlySet<T>): ReadonlySet<T> => new Set([...before, ...said]);
const overlay = <K, V>(before: ReadonlyMap<K, V>, said: ReadonlyMap<K, V>): ReadonlyMap<K, V> => new Map([...before, ...said]);

const LENIENT_FIRST: readonly Mode[] = ['warn', 'block', 'audit-only'];
const LOOSE_FIRST: readonly SandboxMode[] = ['off', 'auto', 'require'];
const MILD_FIRST: readonly Action[] = ['allow', 'alert', 'quarantine', 'block'];

/** What an advisory does where `severity_actions` says nothing (defaults.md). */
const USUAL_ACTION: Readonly<Record<AdvisorySeverity, Action>> = { critical: 'block', high: 'alert', medium: 'alert', low: 'allow', unknown: 'alert' };

const stricter = <T>(order: readonly T[], before: T, said: T): T => (order.indexOf(said) > order.indexOf(before) ? said : before);

function stricterActions(before: Settings['severityActions'], said: Settings['severityActions']): Settings['severityActions'] {
  const kept = [...said].filter(([severity, action]) => {
    const held = before.get(severity) ?? USUAL_ACTION[severity];
    return stricter(MILD_FIRST, held, action) === action;
  });
  return overlay(before, new Map(kept));
}

const orModel: Shape<string | null> = someText;
const orUrl: Shape<string | null> = serviceUrl;
const shares: Settings['heuristicWeights'] = new Map([['typosquatting', 0.3], ['package_age', 0.2], ['maintainer_count', 0.15], ['release_pattern', 0.15], ['metadata_quality', 0.2]]);

/** What holds when nobody says anything. */
export const initialSettings: Settings = {
  mode: 'block',
  trustProject: false,
  failClosed: false,
  lookups: true,
  osvUrl: 'https://api.osv.dev',
  publicIndexes: new Set(),
  sandbox: 'auto',
  onePass: false,
  enableAi: true,
  aiProvider: 'anthropic',
  aiModel: null,
  maxAiAnalysisSeconds: 30,
  maxAiTokens: 400_000,
  aiUrl: null,
  blockScore: 0.8,
  warnScore: 0.4,
  allowlist: new Set(),
  denylist: new Set(),
  curatedList: { kind: 'top', count: 5000 },
  severityActions: new Map(),
  riskThreshold: 60,
  riskAction: 'alert',
  heuristicWeights: shares,
  minAge: 0,
  advisoryGrace: 7 * DAY_MS,
  indexPins: new Map(),
  waivers: [],
};

/** All settings. Adding one is adding a row, and a field above. */
export const settingTable: { readonly [K in SettingName]: Setting<Settings[K]> } = {
  mode: { keys: ['general.mode', 'mode'], variable: 'DEPSEC_MODE', shape: choice(modes), combine: replace, tighten: (before, said) => stricter(LENIENT_FIRST, before, said) },
  // Neither stricter nor milder, and so nothing that a project could loosen.
  onePass: { keys: ['general.one_pass', 'one_pass'], variable: 'DEPSEC_ONE_PASS', shape: truth, combine: replace, tighten: replace },
  trustProject: { keys: ['trust_project', 'general.trust_project'], variable: null, shape: truth, combine: replace, tighten: keep },
  failClosed: { keys: ['general.fail_closed', 'fail_closed'], variable: 'DEPSEC_FAIL_CLOSED', shape: truth, combine: replace, tighten: (before, said) => before || said },
  // Who is asked about packages, and about which, tells others what somebody installs: that is the user's to say.
  lookups: { keys: ['sources.lookups', 'lookups'], variable: 'DEPSEC_LOOKUPS', shape: truth, combine: replace, tighten: keep },
  osvUrl: { keys: ['sources.osv_url', 'osv_url'], variable: 'DEPSEC_OSV_URL', shape: serviceUrl, combine: replace, tighten: keep },
  publicIndexes: { keys: ['sources.public_indexes', 'public_indexes'], variable: 'DEPSEC_PUBLIC_INDEXES', shape: urls, combine: union, tighten: keep },
  sandbox: { keys: ['general.sandbox', 'sandbox'], variable: 'DEPSEC_SANDBOX', shape: choice(sandboxModes), combine: replace, tighten: (before, said) => stricter(LOOSE_FIRST, before, said) },
  // What leaves the machine is the user's to say, so a project changes nothing about the model, not even to switch it on.
  enableAi: { keys: ['analysis.enable_ai', 'enable_ai'], variable: 'DEPSEC_ENABLE_AI', shape: truth, combine: replace, tighten: keep },
  aiProvider: { keys: ['analysis.ai_provider', 'ai_provider'], variable: 'DEPSEC_AI_PROVIDER', shape: choice(['anthropic']), combine: replace, tighten: keep },
  aiModel: { keys: ['analysis.ai_model', 'ai_model'], variable: 'DEPSEC_AI_MODEL', shape: orModel, combine: replace, tighten: keep },
  maxAiAnalysisSeconds: { keys: ['analysis.max_ai_analysis_time', 'max_ai_analysis_time'], variable: 'DEPSEC_MAX_AI_ANALYSIS_TIME', shape: numberFrom(1, 3600), combine: replace, tighten: keep },
  maxAiTokens: { keys: ['analysis.max_ai_tokens', 'max_ai_tokens'], variable: 'DEPSEC_MAX_AI_TOKENS', shape: numberFrom(0, 1e9), combine: replace, tighten: keep },
  aiUrl: { keys: ['analysis.ai_url', 'ai_url'], variable: 'DEPSEC_AI_URL', shape: orUrl, combine: replace, tighten: keep },
  blockScore: { keys: ['thresholds.block_score', 'block_score'], variable: 'DEPSEC_BLOCK_SCORE', shape: numberFrom(0, 1), combine: replace, tighten: Math.min },
  warnScore: { keys: ['thresholds.warn_score', 'warn_score'], variable: 'DEPSEC_WARN_SCORE', shape: numberFrom(0, 1), combine: replace, tighten: Math.min },
  allowlist: { keys: ['allowlist.packages', 'allowlist'], variable: 'DEPSEC_ALLOWLIST', shape: packageNames, combine: union, tighten: keep },
  denylist: { keys: ['denylist.packages', 'denylist', 'blocklist.packages', 'blocklist'], variable: 'DEPSEC_DENYLIST', shape: packageNames, combine: union, tighten: union },
  curatedList: {
    keys: ['allowlist.curated_list', 'curated_list'], variable: 'DEPSEC_CURATED_LIST', shape: curatedList, combine: replace,
    tighten: (before, said) => (before.kind === 'top' && said.kind === 'top' && said.count > before.count ? said : before),
  },
  severityActions: { keys: ['severity_actions'], variable: null, shape: tableOf(advisorySeverities, choice(MILD_FIRST)), combine: overlay, tighten: stricterActions },
  riskThreshold: { keys: ['risk_threshold'], variable: 'DEPSEC_RISK_THRESHOLD', shape: numberFrom(0, 100), combine: replace, tighten: Math.min },
  riskAction: { keys: ['risk_action'], variable: 'DEPSEC_RISK_ACTION', shape: choice(MILD_FIRST), combine: replace, tighten: (before, said) => stricter(MILD_FIRST, before, said) },
  // A weighted mean has no strict direction: more weight for one factor is less for the others.
  heuristicWeights: { keys: ['heuristic_weights'], variable: null, shape: tableOf(riskFactors, numberFrom(0, Infinity)), combine: overlay, tighten: keep },
  minAge: { keys: ['general.min_age', 'min_age'], variable: 'DEPSEC_MIN_AGE', shape: duration, combine: replace, tighten: Math.max },
  advisoryGrace: { keys: ['general.advisory_grace', 'advisory_grace'], variable: 'DEPSEC_ADVISORY_GRACE', shape: duration, combine: replace, tighten: Math.min },
  // Where a name comes from decides whose code runs: that is no project's to say.
  indexPins: { keys: ['index_pins'], variable: null, shape: indexPins, combine: overlay, tighten: keep },
  waivers: { keys: ['waiver'], variable: null, shape: waiverList, combine: (before, said) => [...before, ...said], tighten: keep },
};

const isSettingName = (name: string): name is SettingName => Object.hasOwn(settingTable, name);

/** False for what a project has no say in at all. */
export const canTighten = (name: SettingName): boolean => settingTable[name].tighten !== keep;

/** Names of all settings, in the order of the table. */
export const settingNames: readonly SettingName[] = Object.keys(settingTable).filter(isSettingName);
