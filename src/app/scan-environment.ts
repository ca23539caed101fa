import type { PackageName } from '../core/name.js';
import type { Notice, Problem, Run } from '../core/run.js';
import { untrusted } from '../core/untrusted.js';
import { readInstallation, type InstalledLibraries } from '../installed/read-installation.js';
import type { Library } from '../installed/read-library.js';
import { noteInstalled } from './indexes/note-installed.js';
import type { Observer } from './observer.js';
import type { GlobalFlags } from './request.js';
import { judgementEntries } from './pipeline/audit-entries.js';
import { finishedRun } from './pipeline/finished-run.js';
import { activeInstallation } from './scan/active-installation.js';
import { installedArtifact } from './scan/installed-artifact.js';
import { judgeInstalled } from './scan/judge-installed.js';
import type { Workshop } from './workshop.js';

const MOST_NAMED = 5;

const info = (text: string): Notice => ({ level: 'info', text: untrusted(text) });
const warning = (text: string): Notice => ({ level: 'warning', text: untrusted(text) });

function some(names: readonly string[]): string {
  const more = names.length - MOST_NAMED;
  return more > 0 ? `${names.slice(0, MOST_NAMED).join(', ')} and ${more} more` : names.join(', ');
}

function problemsOf({ folder, broken, unreadable }: Library): readonly Problem[] {
  return [...broken.map(({ info: name, why }) => ({ path: name, why })), ...unreadable].map(({ path, why }) => ({ what: untrusted(`${folder}/${path}`), why: untrusted(why) }));
}

/** The same project twice in one folder: Python takes whichever files were written last. */
function twice({ packages, folder }: Library): readonly Notice[] {
  const versions = new Map<string, string[]>();
  for (const { distribution } of packages) if (distribution !== null) versions.set(distribution.name, [...(versions.get(distribution.name) ?? []), distribution.version]);
  return [...versions].filter(([, list]) => list.length > 1).map(([name, list]) => warning(`${name} is in ${folder} more than once (${list.join(' and ')}); pip knows only one of them`));
}

function remarks(library: Library): readonly Notice[] {
  const distributions = library.packages.flatMap(({ distribution }) => distribution ?? []);
  const unlisted = [...new Set(distributions.filter(({ hasList }) => !hasList).map(({ name }) => name))];
  const editable = [...distributions.map(({ name, editable: folder }) => ({ name, folder })), ...library.linked].filter(({ folder }) => folder !== null);
  return [
    ...twice(library),
    ...(unlisted.length === 0 ? [] : [info(`Without a list of their files that can be read, so changes to them cannot be seen: ${some(unlisted)}`)]),
    ...editable.map(({ name, folder }) => info(`${name} is installed from ${folder}, which is not looked at (depsec scan ${folder} does)`)),
  ];
}

/** The packages about which a public index may be asked. */
const fromIndex = ({ packages }: Library): readonly PackageName[] => packages.flatMap(({ distribution }) => (distribution?.isFromIndex === true ? [distribution.name] : []));

function installedFor(flags: GlobalFlags, shop: Workshop, observer: Observer): InstalledLibraries {
  const { label, installation } = activeInstallation(flags, shop);
  observer.python(label, installation.version ?? 'of unknown version');
  return readInstallation(installation);
}

/** Judges the packages that are installed in the active environment, read as files: its interpreter is not started. */
export async function scanEnvironment(flags: GlobalFlags, shop: Workshop, observer: Observer): Promise<Run> {
  const started = shop.clock.monotonicMs();
  observer.phase('Reading the environment');
  const { libraries, unreadable } = installedFor(flags, shop, observer);
  const artifacts = libraries.flatMap((library) => library.packages.map((each) => installedArtifact(each, library, shop.cwd)));
  shop.askSoon(artifacts);
  if (!flags.offline) await noteInstalled(libraries.flatMap(fromIndex), shop);
  observer.phase(`Analyzing ${artifacts.length} package${artifacts.length === 1 ? '' : 's'}`);
  const decisions = await judgeInstalled(artifacts, shop, observer);
  await shop.log.appendAudit(judgementEntries('scan', decisions));
  return finishedRun(shop, started, { command: 'scan', decisions, problems: [...libraries.flatMap(problemsOf), ...unreadable.map(({ path, why }) => ({ what: untrusted(path), why: untrusted(why) }))], notices: libraries.flatMap(remarks) });
}
