import { nearest } from '../../config/settings/suggestion.js';
import { UserError } from '../../core/errors.js';
import { isMalwareId, UNREAD_CODE, type Waiver } from '../../core/waiver.js';
import { ruleIds } from '../rules.js';

const MALWARE = 'known-malware';
const VULNERABILITY = 'known-vulnerability';
// CVE-2026-1, GHSA-aaaa-bbbb-cccc, PYSEC-2026-1, OSV-2026-1: the naming of the databases, which rules never follow.
const ADVISORY = /^[A-Z][A-Z0-9]{1,15}-[A-Za-z0-9][A-Za-z0-9-]*$/;

/** Whether this names a rule or an advisory. Throws `bad-arguments` for neither, and for what nobody may waive. */
export function kindOfName(name: string): Waiver['kind'] {
  if (name === MALWARE || isMalwareId(name)) throw new UserError('bad-arguments', `${name}: known malware cannot be waived`, { hint: '--allow-known-malware lets such a file in for one run, for those who study it' });
  if (name === VULNERABILITY) throw new UserError('bad-arguments', `${name}: name the advisory instead, such as CVE-2026-1234`);
  if (name === UNREAD_CODE || ruleIds.includes(name)) return 'code';
  if (ADVISORY.test(name)) return 'advisory';
  const [, database = '', rest = ''] = /^(cve|ghsa|pysec|osv)(-.+)$/i.exec(name) ?? [];
  if (ADVISORY.test(database.toUpperCase() + rest)) throw new UserError('bad-arguments', `${JSON.stringify(name)} is no rule and no advisory`, { hint: `did you mean ${database.toUpperCase()}${rest}?` });
  const near = nearest(name, [...ruleIds, UNREAD_CODE]);
  throw new UserError('bad-arguments', `${JSON.stringify(name)} is no rule and no advisory`, { hint: near === null ? 'depsec rules list shows the rules; an advisory is written like CVE-2026-1234' : `did you mean ${near}?` });
}
