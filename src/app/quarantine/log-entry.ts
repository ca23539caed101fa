import type { AuditEntry } from '../../store/audit-log.js';
import type { Kept } from '../../quarantine/entry.js';

/** What can be done with a file in quarantine. */
export type Act = 'set aside' | 'looked at' | 'unpacked' | 'release asked for' | 'released' | 'removed';

interface Acting {
  readonly command: string;
  readonly act: Act;
  /** Why, in the user's own words or those of the judgement. */
  readonly reasons?: readonly string[];
  readonly forced?: boolean;
}

/** The audit log's line for one act. */
export function quarantineEntry({ name, version, sha256 }: Pick<Kept, 'name' | 'version' | 'sha256'>, { command, act, reasons = [], forced = false }: Acting): AuditEntry {
  return { event: 'quarantine', act, command, name, version, sha256, ...(forced ? { forced } : {}), reasons: [act, ...reasons] };
}
