import type { UntrustedText } from './untrusted.js';

/** From worst to mildest; `unknown` where nobody has scored it. */
export const advisorySeverities = ['critical', 'high', 'medium', 'low', 'unknown'] as const;
export type AdvisorySeverity = (typeof advisorySeverities)[number];

/** What a database of advisories says about one version of one project; records that are aliases of one another are one advisory. */
export interface Advisory {
  /** The id that people look for: CVE before GHSA before PYSEC; the MAL id of malware. */
  readonly id: UntrustedText;
  /** All other ids of the same matter, sorted. */
  readonly aliases: readonly UntrustedText[];
  /** `malware`: the version was published to do harm (MAL records). */
  readonly kind: 'malware' | 'vulnerability';
  readonly severity: AdvisorySeverity;
  /** CVSS base score, 0 to 10, of the newest vector version given; null without a vector. */
  readonly cvss: number | null;
  readonly summary: UntrustedText;
  /** The affected versions as pip writes them, e.g. `>=1.0,<1.2.3`; several ranges are separated by ` || `. */
  readonly affected: UntrustedText;
  /** The nearest version above the one asked about that is not affected; null when there is none. */
  readonly fixedIn: UntrustedText | null;
  /** Its record says that the project or somebody else disputes it. */
  readonly isDisputed: boolean;
  readonly references: readonly UntrustedText[];
  /** RFC 3339, as the record gives it. */
  readonly published: UntrustedText | null;
}
