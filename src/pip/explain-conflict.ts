import { satisfies } from '@renovatebot/pep440';
import { sdistFileName, wheelFileName } from '../archive/project/distribution-file-name.js';
import { UserError } from '../core/errors.js';
import { isPackageName } from '../core/name.js';
import { inPipsOrder } from '../core/requirements/version-order.js';
import { maybeElsewhere, type MissingContext } from './explain-missing.js';

const MOST_VERSIONS = 12;
// What is longer than any list of versions somebody writes would only cost time.
const LONGEST = 200;

const CONSTRAINT = /The user requested \(constraint\) ([A-Za-z0-9][A-Za-z0-9._-]*)\s*((?:[=!<>~]{1,3}|===)[^\s;@]+)/g;

async function versionsOf(name: string, { filesOf }: MissingContext): Promise<readonly string[]> {
  const { wheels, sdists } = await filesOf(name);
  const versions = [...wheels, ...sdists].flatMap((file) => (wheelFileName(file) ?? sdistFileName(file))?.version ?? []);
  return inPipsOrder([...new Set(versions)]);
}

/** pip calls it a conflict too where a constraint asks for a version that nobody has, though nothing else speaks against it. */
async function impossibleConstraint(reason: string, context: MissingContext): Promise<Error | null> {
  for (const [, name = '', clauses = ''] of reason.matchAll(CONSTRAINT)) {
    if (!isPackageName(name) || clauses.length > LONGEST) continue;
    const versions = await versionsOf(name, context);
    if (versions.length === 0 || versions.some((version) => satisfies(version, clauses, { prereleases: true }))) continue;
    const listed = versions.slice(0, MOST_VERSIONS).toReversed().join(', ');
    const missing = `no version of ${name} fits the constraint ${name}${clauses} (there are: ${versions.length > MOST_VERSIONS ? `${versions.length}, the last ` : ''}${listed})`;
    return maybeElsewhere(missing, context) ?? new UserError('conflicting-requirements', missing, { hint: 'change or remove that constraint' });
  }
  return null;
}

/** What pip could not bring together, or the one constraint that alone rules everything out. */
export async function explainConflict(reason: string, context: MissingContext): Promise<Error> {
  return (await impossibleConstraint(reason, context)) ?? new UserError('conflicting-requirements', `these requirements contradict each other\n${reason}`, { hint: 'loosen or remove one of them' });
}
