import { settingNames, settingTable, type SettingName } from './setting-table.js';

/** What a setting is for, and how it is written: lines of TOML that say what holds anyway. */
export interface SettingDoc {
  readonly about: string;
  readonly lines: readonly string[];
}

/** One for each setting, for the files that `init` writes. */
export const settingDocs: Readonly<Record<SettingName, SettingDoc>> = {
  onePass: { about: 'one run of pip instead of two, where that can keep the same promises', lines: ['one_pass = false'] },
  mode: { about: 'block stops an install; warn shows and always installs (known malware and the denylist excepted); audit-only never installs', lines: ['mode = "block"'] },
  trustProject: { about: "a project's own configuration may only tighten; true lets it loosen too", lines: ['trust_project = false'] },
  enableAi: { about: 'a review of flagged packages by a model, where ANTHROPIC_API_KEY is set; it can only add findings', lines: ['enable_ai = true'] },
  aiProvider: { about: 'who reviews', lines: ['ai_provider = "anthropic"'] },
  aiModel: { about: 'the newest Sonnet unless one is named: ai_model = "claude-..."', lines: [] },
  maxAiAnalysisSeconds: { about: 'seconds that a review may take', lines: ['max_ai_analysis_time = 30'] },
  maxAiTokens: { about: 'tokens, in and out, that the reviews of one run may use: the cap on what they cost', lines: ['max_ai_tokens = 400000'] },
  aiUrl: { about: 'where the model is asked, instead of ANTHROPIC_BASE_URL: ai_url = "https://..."', lines: [] },
  blockScore: { about: "a package's score is its worst finding: critical 0.9, high 0.7, medium 0.5, low 0.2, info 0.05; from here on it is blocked", lines: ['block_score = 0.8'] },
  warnScore: { about: 'from here on it is warned about', lines: ['warn_score = 0.4'] },
  allowlist: { about: 'packages that are let in whatever is found; they are still judged and recorded, and known malware stays out', lines: ['packages = []'] },
  denylist: { about: 'packages that are always blocked', lines: ['packages = []'] },
  curatedList: { about: 'popular names that others are compared with: top-200 to top-15000, or a file of names', lines: ['curated_list = "top-5000"'] },
  severityActions: { about: 'what an advisory does: block, quarantine, alert or allow, by severity (critical, high, medium, low, unknown); unset ones follow the defaults', lines: [] },
  riskThreshold: { about: 'a composite risk (0 to 100) above this is warned about', lines: ['risk_threshold = 60'] },
  heuristicWeights: { about: 'what the composite risk is made of; some of them leave the others as they are', lines: ['typosquatting = 0.30', 'package_age = 0.20', 'maintainer_count = 0.15', 'release_pattern = 0.15', 'metadata_quality = 0.20'] },
  failClosed: { about: 'a run fails (exit code 3) and installs nothing when a service could not be asked; --fail-closed', lines: ['fail_closed = false'] },
  lookups: { about: 'names of public packages are looked up at OSV; false asks the index only', lines: ['lookups = true'] },
  osvUrl: { about: 'where OSV answers', lines: ['osv_url = "https://api.osv.dev"'] },
  publicIndexes: { about: 'indexes that hold what the public one holds: public_indexes = ["https://mirror.example.com/simple"]', lines: ['public_indexes = []'] },
  sandbox: { about: 'builds of source packages run in a sandbox: auto, where bubblewrap works; require, or not at all; off', lines: ['sandbox = "auto"'] },
  riskAction: { about: 'what happens from that risk on: allow, alert, quarantine or block', lines: ['risk_action = "alert"'] },
  minAge: { about: 'how long a file must have been on its index before it is taken: 12h, 3d, 2w; 0 takes any', lines: ['min_age = "0"'] },
  advisoryGrace: { about: 'how long after its publication an advisory only warns about a version that is in the baseline (audit --baseline); 0 blocks at once', lines: ['advisory_grace = "7d"'] },
  indexPins: { about: 'the only index that a project may come from: acme-tools = "https://packages.invalid/simple"', lines: [] },
  waivers: { about: 'what somebody has looked at and accepts; depsec waive NAME==VERSION RULE --reason TEXT writes them into a file beside this one', lines: [] },
};

/** The table of a file that a setting stands in, '' for the top. */
export function sectionOf(name: SettingName): string {
  const key = settingTable[name].keys[0] ?? '';
  // A setting that is a table itself is its own section.
  if (settingDocs[name].lines.length > 1 || name === 'severityActions' || name === 'indexPins') return key;
  return key.includes('.') ? key.slice(0, key.lastIndexOf('.')) : '';
}

/** All settings by section, the top first, since in TOML it cannot come later. */
export function settingsBySection(): ReadonlyMap<string, readonly SettingName[]> {
  const sections = new Map<string, SettingName[]>([['', []]]);
  for (const name of settingNames) sections.set(sectionOf(name), [...(sections.get(sectionOf(name)) ?? []), name]);
  return sections;
}
