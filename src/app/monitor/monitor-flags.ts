import type { WebhookPlace } from '../../platform/webhook/place.js';
import type { GlobalFlags } from '../request.js';

/** What `monitor` is asked to do. */
export interface MonitorFlags extends GlobalFlags {
  readonly once: boolean;
  /** From the start of one run to the start of the next. */
  readonly intervalMs: number;
  /** A file that each run adds a line of JSON to. */
  readonly jsonOutput: string | null;
  /** Where reports with news go. From the command line alone: a repository under test must not choose who hears of it. */
  readonly webhook: WebhookPlace | null;
}
