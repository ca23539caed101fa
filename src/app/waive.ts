import { basename, resolve } from 'node:path';
import { validRange } from '@renovatebot/pep440';
import { userWaiverFile } from '../config/settings/file-layers.js';
import { addWaivers, type WaiverFile } from '../config/settings/write-waivers.js';
import { sentences, type Answer } from '../core/answer.js';
import { UserError } from '../core/errors.js';
import { isPackageName, parsePackageName } from '../core/name.js';
import type { AdvisoryWaiver, CodeWaiver, Waiver } from '../core/waiver.js';
import type { GlobalFlags } from './request.js';
import { kindOfName } from './waive/kind-of-name.js';
import { lastDay } from './waive/last-day.js';
import { hashesFor, type Version } from './waive/hashes.js';
import { unknownAdvisories } from './waive/unknown-advisories.js';
import type { Workshop } from './workshop.js';

/** What `waive` is asked to write; texts as they were typed. */
export interface WaiveFlags extends GlobalFlags {
  readonly target: string;
  /** Rules and advisories. */
  readonly names: readonly string[];
  readonly reason: string | null;
  readonly until: string | null;
  readonly days: string | null;
  /** For advisories: a range instead of the one version. */
  readonly versions: string | null;
  readonly files: readonly string[];
}

function versionOf(text: string): Version {
  const [name = '', version = '', ...rest] = text.split('==').map((part) => part.trim());
  if (rest.length > 0 || version === '' || !isPackageName(name)) throw new UserError('bad-arguments', `${JSON.stringify(text)} is not NAME==VERSION`, { hint: 'a waiver is for one version, such as flask==3.1.3' });
  return { name: parsePackageName(name), version };
}

function reasonOf({ reason }: WaiveFlags): string {
  if (reason !== null && reason.trim() !== '' && reason.trim() !== '...') return reason.trim();
  throw new UserError('bad-arguments', 'a waiver needs a reason', { hint: '--reason "what you looked at, and why it does no harm here"' });
}

function fileFor({ output }: WaiveFlags, { cwd, environment, home }: Workshop): WaiverFile {
  const uid = process.getuid?.() ?? null;
  if (output !== null) return { path: resolve(cwd, output), trust: 'project', uid };
  const path = userWaiverFile(environment);
  if (path === null || home.temporary) throw new UserError('bad-arguments', 'there is no home folder in which a waiver could be kept', { hint: '-o FILE writes it elsewhere' });
  return { path, trust: 'own', uid };
}

async function waiversFor(flags: WaiveFlags, shop: Workshop): Promise<readonly Waiver[]> {
  const version = versionOf(flags.target);
  const common = { package: version.name, reason: reasonOf(flags), until: lastDay(flags, shop.clock), where: '' };
  const names = [...new Set(flags.names)].map((name) => ({ name, kind: kindOfName(name) }));
  const rules = names.flatMap(({ name, kind }) => (kind === 'code' ? [name] : []));
  if (flags.versions !== null && !validRange(flags.versions)) throw new UserError('bad-arguments', `--versions: ${JSON.stringify(flags.versions)} is no range of versions`, { hint: 'as in a requirement, such as ">=1.0,<1.2.3"' });
  if (flags.versions !== null && rules.length > 0) throw new UserError('bad-arguments', '--versions is for advisories: what was found in code is accepted for the files that were looked at');
  const sha256 = rules.length === 0 ? new Set<never>() : await hashesFor(version, { rules, files: flags.files }, shop);
  return names.map(({ name, kind }): CodeWaiver | AdvisoryWaiver =>
    (kind === 'code' ? { kind, rule: name, version: version.version, sha256, ...common } : { kind, advisory: name, versions: flags.versions ?? `==${version.version}`, ...common }));
}

/** Writes waivers into the user's own file, or the one named by `-o`, and into the audit log that they were. Throws UserError for what cannot be waived. */
export async function waive(flags: WaiveFlags, shop: Workshop): Promise<Answer> {
  const waivers = await waiversFor(flags, shop);
  const file = fileFor(flags, shop);
  const [first] = waivers;
  if (first === undefined) throw new UserError('bad-arguments', 'name the rules or advisories to waive', { hint: 'depsec explain NAME shows what was found' });
  await addWaivers(waivers, file);
  const { package: name, reason, until } = first;
  const waived = waivers.map((waiver) => (waiver.kind === 'code' ? waiver.rule : waiver.advisory));
  await shop.log.appendAudit([{ event: 'waiver', command: 'waive', name, version: versionOf(flags.target).version, rules: waived, reasons: [reason], until, file: file.path }]);
  const isProjects = flags.output !== null && ['pyproject.toml', 'depsec-waivers.toml'].includes(basename(file.path));
  const answer = sentences([
    `Waived until ${until}: ${waived.join(', ')} of ${flags.target.trim()}.`,
    `Written to ${file.path}.`,
    ...(isProjects ? ["A project's waivers count only where trust_project = true stands in the user's or the system's configuration."] : []),
  ], { file: file.path, waived, package: name, until, reason });
  return { ...answer, warnings: await unknownAdvisories(waivers.flatMap((waiver) => (waiver.kind === 'advisory' ? [waiver.advisory] : [])), name, shop) };
}
