import type { Advisory } from '../../core/advisory.js';
import type { Severity } from '../../core/finding.js';

/** The severity in the numbers of CVSS, which code scanning sorts by. */
export const SECURITY_SEVERITY: Readonly<Record<Severity, number>> = { critical: 9.5, high: 8, medium: 5.5, low: 2, info: 0 };

type Level = 'error' | 'warning' | 'note' | 'none';

export const LEVEL: Readonly<Record<Severity, Level>> = { critical: 'error', high: 'error', medium: 'warning', low: 'note', info: 'none' };

/** One result, and what its rule's descriptor is made from. */
export interface Found {
  readonly ruleId: string;
  /** The depsec rule behind it. */
  readonly rule: string;
  /** 0 to 10. */
  readonly securitySeverity: number;
  readonly advisory: Advisory | null;
  readonly result: object;
}
