import { advisorySeverities, type AdvisorySeverity } from '../../core/advisory.js';
import type { Action } from '../../core/decision.js';
import type { PackageName } from '../../core/name.js';
import { modes, type Mode } from '../../core/policy.js';
import type { Waiver } from '../../core/waiver.js';
import { choice, curatedList, numberFrom, packageNames, someText, tableOf, truth, type CuratedList, type Shape } from './shapes.js';
import { waiverList } from './waiver-shape.js';

export const riskFactors = ['typosquatting', 'package_age', 'maintainer_count', 'release_pattern', 'metadata_quality'] as const;
export type RiskFactor = (typeof riskFactors)[number];

export const sandboxModes = ['auto', 'require', 'off'] as const;
/** Whether builds run in a sandbox: where there is one, never without, never. */
export type SandboxMode = (typeof sandboxModes)[number];

/** Every setting of depsec, with its value in force. */
export interface Settings {
  readonly mode: Mode;
  readonly trustProject: boolean;
  readonly sandbox: SandboxMode;
  readonly enableAi: boolean;
  readonly aiProvider: 'anthropic';
  /** null: the newest Sonnet alias that the installed SDK knows. */
  readonly aiModel: string | null;
  readonly maxAiAnalysisSeconds: number;
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
  /** Shares of the composite risk; they need not sum to one. */
  readonly heuristicWeights: ReadonlyMap<RiskFactor, number>;
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
const shares: Settings['heuristicWeights'] = new Map([['typosquatting', 0.3], ['package_age', 0.2], ['maintainer_count', 0.15], ['release_pattern', 0.15], ['metadata_quality', 0.2]]);

/** What holds when nobody says anything. */
export const initialSettings: Settings = {
  mode: 'block',
  trustProject: false,
  sandbox: 'auto',
  enableAi: true,
  aiProvider: 'anthropic',
  aiModel: null,
  maxAiAnalysisSeconds: 30,
  blockScore: 0.8,
  warnScore: 0.4,
  allowlist: new Set(),
  denylist: new Set(),
  curatedList: { kind: 'top', count: 5000 },
  severityActions: new Map(),
  riskThreshold: 60,
  heuristicWeights: shares,
  waivers: [],
};

/** All settings. Adding one is adding a row, and a field above. */
export const settingTable: { readonly [K in SettingName]: Setting<Settings[K]> } = {
  mode: { keys: ['general.mode', 'mode'], variable: 'DEPSEC_MODE', shape: choice(modes), combine: replace, tighten: (before, said) => stricter(LENIENT_FIRST, before, said) },
  trustProject: { keys: ['trust_project', 'general.trust_project'], variable: null, shape: truth, combine: replace, tighten: keep },
  sandbox: { keys: ['general.sandbox', 'sandbox'], variable: 'DEPSEC_SANDBOX', shape: choice(sandboxModes), combine: replace, tighten: (before, said) => stricter(LOOSE_FIRST, before, said) },
  // What leaves the machine is the user's to say, so a project changes nothing about the model, not even to switch it on.
  enableAi: { keys: ['analysis.enable_ai', 'enable_ai'], variable: 'DEPSEC_ENABLE_AI', shape: truth, combine: replace, tighten: keep },
  aiProvider: { keys: ['analysis.ai_provider', 'ai_provider'], variable: 'DEPSEC_AI_PROVIDER', shape: choice(['anthropic']), combine: replace, tighten: keep },
  aiModel: { keys: ['analysis.ai_model', 'ai_model'], variable: 'DEPSEC_AI_MODEL', shape: orModel, combine: replace, tighten: keep },
  maxAiAnalysisSeconds: { keys: ['analysis.max_ai_analysis_time', 'max_ai_analysis_time'], variable: 'DEPSEC_MAX_AI_ANALYSIS_TIME', shape: numberFrom(1, 3600), combine: replace, tighten: keep },
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
  // A weighted mean has no strict direction: more weight for one factor is less for the others.
  heuristicWeights: { keys: ['heuristic_weights'], variable: null, shape: tableOf(riskFactors, numberFrom(0, Infinity)), combine: overlay, tighten: keep },
  waivers: { keys: ['waiver'], variable: null, shape: waiverList, combine: (before, said) => [...before, ...said], tighten: keep },
};

const isSettingName = (name: string): name is SettingName => Object.hasOwn(settingTable, name);

/** False for what a project has no say in at all. */
export const canTighten = (name: SettingName): boolean => settingTable[name].tighten !== keep;

/** Names of all settings, in the order of the table. */
export const settingNames: readonly SettingName[] = Object.keys(settingTable).filter(isSettingName);
