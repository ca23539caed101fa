import { aliasOf, type Kind, type Planted } from './policy-garden.js';

export type Action = 'allow' | 'alert' | 'quarantine' | 'block';
export const severities = ['critical', 'high', 'medium', 'low', 'unknown'] as const;
export type Severity = (typeof severities)[number];

/** What a user has set, and how a run is started. */
export interface Setting {
  readonly mode: 'block' | 'warn' | 'audit-only';
  /** What severity_actions says. */
  readonly said: Partial<Readonly<Record<Severity, Action>>>;
  /** What risk_action says; null for nothing. */
  readonly risk: Action | null;
  readonly flag: null | '--allow-blocked' | '--allow-known-malware';
  /** Whether packages were asked for by exactly one version. */
  readonly isPinned: boolean;
  /** Whether it lies there already, where nothing is set aside. */
  readonly isThere: boolean;
}

/** What each kind of package brings about by itself: defaults.md, written down once more. */
const BY_ITSELF: Readonly<Record<Kind, (setting: Setting) => Action>> = {
  critical: ({ said }) => said.critical ?? 'block',
  unfixed: ({ said }) => said.critical ?? 'alert',
  disputed: ({ said }) => said.critical ?? 'alert',
  high: ({ said }) => said.high ?? 'alert',
  medium: ({ said }) => said.medium ?? 'alert',
  low: ({ said }) => said.low ?? 'allow',
  unknown: ({ said }) => said.unknown ?? 'alert',
  malware: () => 'block',
  'excused-malware': () => 'block',
  waived: () => 'allow',
  lapsed: ({ said }) => said.critical ?? 'block',
  risky: ({ risk }) => risk ?? 'alert',
  tame: () => 'allow',
  decoding: () => 'block',
  latent: () => 'alert',
  quarantined: () => 'block',
  archived: () => 'allow',
  yanked: ({ isPinned }) => (isPinned ? 'allow' : 'alert'),
  plain: () => 'allow',
};

const SEVERITY: Partial<Readonly<Record<Kind, Severity>>> = { critical: 'critical', unfixed: 'critical', disputed: 'critical', lapsed: 'critical', high: 'high', medium: 'medium', low: 'low', unknown: 'unknown' };
const VERDICT: Readonly<Record<Action, string>> = { allow: 'safe', alert: 'warned', quarantine: 'blocked', block: 'blocked' };

const isMalware = ({ kind }: Planted): boolean => kind === 'malware' || kind === 'excused-malware';
const isDenied = ({ listing }: Planted): boolean => listing === 'denied' || listing === 'both';
const isAllowed = ({ listing }: Planted): boolean => listing === 'allowed' || listing === 'both';
export const isStopped = (action: Action): boolean => action === 'block' || action === 'quarantine';

/** Before the flags: known malware, then the denylist, the allowlist, the mode. */
function ruled(one: Planted, setting: Setting): Action {
  const own = BY_ITSELF[one.kind](setting);
  if (isMalware(one) || isDenied(one)) return 'block';
  if (isAllowed(one)) return 'allow';
  return setting.mode === 'warn' && isStopped(own) ? 'alert' : own;
}

const letsIn = (one: Planted, { flag }: Setting): boolean => flag === '--allow-known-malware' || (flag === '--allow-blocked' && !isMalware(one));

/** What has to be said about it, each in a sentence of which this is the beginning or all. */
function words(one: Planted, setting: Setting): readonly string[] {
  const { mode, said, risk, flag } = setting;
  const own = BY_ITSELF[one.kind](setting);
  const severity = SEVERITY[one.kind];
  const action = severity === undefined ? undefined : said[severity];
  const onLists = isMalware(one) ? 'on the allowlist, which known malware does not heed' : `on the allowlist; without it: ${VERDICT[own]}`;
  const sentences: readonly (readonly [applies: boolean, text: string])[] = [
    [isDenied(one), 'on the denylist'],
    [isAllowed(one) && (isMalware(one) || (!isDenied(one) && own !== 'allow')), onLists],
    [isMalware(one) && mode === 'warn', 'stopped although the mode is warn: it is known malware'],
    [one.listing === 'unlisted' && !isMalware(one) && mode === 'warn' && isStopped(own), 'not stopped, because the mode is warn'],
    [action !== undefined && isStopped(action), `severity_actions says ${action} for ${severity === 'unknown' ? 'advisories of unknown severity' : `${severity} advisories`}`],
    [own === 'quarantine', `${setting.isThere ? 'install would set it aside' : 'to be set aside'} (quarantine)`],
    [one.kind === 'risky' && risk !== 'allow', 'composite risk 70 of 100 (risk_threshold is 60), for its age'],
    [one.kind === 'waived' && said.critical !== 'allow', `waived until 2099-12-31: ${aliasOf(one)} (looked at)`],
    [one.kind === 'lapsed' && own !== 'allow', `the waiver for ${aliasOf(one)} ended on 2020-01-01`],
    [one.kind === 'excused-malware', 'known malware cannot be waived'],
    [isStopped(ruled(one, setting)) && letsIn(one, setting), `let in by ${flag}`],
    [isMalware(one) && flag === '--allow-blocked', 'known malware: --allow-blocked does not let it in, --allow-known-malware would'],
  ];
  return sentences.flatMap(([applies, text]) => (applies ? [text] : []));
}

/** What becomes of a package. */
export interface Outcome {
  readonly verdict: string;
  readonly action: Action;
  readonly words: readonly string[];
}

/** What has to become of a package under a setting: written from the documents, without a look at the code that decides. */
export function outcomeOf(one: Planted, setting: Setting): Outcome {
  const ruling = ruled(one, setting);
  return { verdict: VERDICT[ruling], action: isStopped(ruling) && letsIn(one, setting) ? 'alert' : ruling, words: words(one, setting) };
}
