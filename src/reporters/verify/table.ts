import type { Mismatch, MismatchKind, SelfCheck, SourceKind } from '../../core/self-check.js';
import type { Look } from '../../core/run.js';
import { inkFor, type Ink } from '../table/ink.js';
import { isDetailed } from '../table/evidence.js';
import { plural } from '../table/plural.js';
import type { Checked } from './json.js';

const SOURCES: Readonly<Record<SourceKind, string>> = {
  'npm-global': 'npm, for all projects (npm install -g)',
  npx: 'npx',
  local: 'npm, for one project',
  git: 'npm, from a git repository',
  checkout: 'a checkout: compared with what its last build wrote, not with a release',
  linked: 'a checkout that npm links to: compared with what its last build wrote, not with a release',
  folder: 'a folder that no package manager made',
};
const KINDS: Readonly<Record<MismatchKind, string>> = { changed: 'changed', missing: 'missing', unexpected: 'unexpected', version: 'other version' };
const LABEL_CELLS = 10;
const PATH_CELLS = 200;

const row = (label: string, text: string): string => `${label.padEnd(LABEL_CELLS)}${text}`;

function factRows({ check, version, ruleset }: Checked, ink: Ink): readonly string[] {
  const { source, root, manifest, compared } = check;
  const from = source.from === null ? [] : [row('from', ink.quote(source.from))];
  return [
    row('depsec', `${version} (rule set ${ruleset})`),
    row('installed', SOURCES[source.kind]),
    ...from,
    row('folder', ink.quote(root)),
    row('manifest', `sha256 ${manifest.sha256}`),
    row('compared', `${plural(compared.own, 'file')} of depsec, ${plural(compared.filesOfDependencies, 'file')} of ${compared.dependencies === 1 ? '1 dependency' : `${compared.dependencies} dependencies`}`),
  ];
}

const packageOf = (path: string): string => /.*node_modules[\\/]((?:@[^\\/]+[\\/])?[^\\/]+)/.exec(path)?.[1] ?? path;

function compiledRows({ compiled }: SelfCheck, look: Look, ink: Ink): readonly string[] {
  if (compiled.length === 0) return [];
  const packages = [...new Set(compiled.map(packageOf))].map((name) => ink.quote(name)).join(', ');
  const files = isDetailed(look.verbosity) ? compiled.map((path) => ink.faint(`  ${ink.quote(path, PATH_CELLS)}`)) : [];
  return [row('compiled', `${plural(compiled.length, 'file')} of ${packages}, made on this machine and compared with nothing`), ...files];
}

const unpinnedRows = ({ unpinned }: SelfCheck, ink: Ink): readonly string[] =>
  unpinned.map(({ path, version, pinned }) => row('unpinned', `${ink.quote(packageOf(path))} ${ink.quote(version)} in place of ${ink.quote(pinned)}: ran while installing, is never loaded`));

const absentRows = ({ notInstalled }: SelfCheck): readonly string[] =>
  notInstalled.length === 0 ? [] : [row('left out', `${notInstalled.join(', ')} (optional; depsec does without)`)];

const problemLine = (word: string, [path, why]: readonly [string, string | null], ink: Ink): string =>
  `  ${word} ${ink.quote(path, PATH_CELLS)}${why === null ? '' : `: ${ink.quote(why)}`}`;

function problemLines({ mismatches, unchecked }: SelfCheck, ink: Ink): readonly string[] {
  const wide = Math.max(0, ...mismatches.map(({ kind }) => KINDS[kind].length), ...(unchecked.length > 0 ? ['not compared'.length] : []));
  return [
    ...mismatches.map(({ kind, path, detail }) => problemLine(ink.bad(KINDS[kind].padEnd(wide)), [path, detail], ink)),
    ...unchecked.map(({ path, why }) => problemLine(ink.caution('not compared'.padEnd(wide)), [path, why], ink)),
  ];
}

const counted = (mismatches: readonly Mismatch[]): string =>
  (['changed', 'missing', 'unexpected', 'version'] as const)
    .map((kind) => [mismatches.filter((each) => each.kind === kind).length, KINDS[kind]] as const)
    .flatMap(([count, word]) => (count === 0 ? [] : [`${count} ${word}`]))
    .join(', ');

function advice({ source }: SelfCheck): string {
  return source.kind === 'checkout' || source.kind === 'linked'
    ? 'After a change of your own: npm run build. Otherwise compare the checkout with its repository.'
    : 'If you did not change this yourself, do not use it: remove this depsec and install it again.';
}

function verdictLines(check: SelfCheck, look: Look, ink: Ink): readonly string[] {
  const { mismatches, unchecked } = check;
  if (mismatches.length > 0) return [ink.bad(`${look.unicode ? '✗ ' : ''}Not as it was made: ${counted(mismatches)}`), ...ink.item(2, ink.arrow, advice(check))];
  if (unchecked.length > 0) return [ink.caution(`Not verified: ${plural(unchecked.length, 'item')} could not be compared`)];
  return [ink.good(`${look.unicode ? '✓ ' : ''}Every file is as the manifest says`)];
}

/** A self-check for people. */
export function selfCheckTable(checked: Checked, look: Look): string {
  const ink = inkFor(look);
  const { check } = checked;
  const problems = problemLines(check, ink);
  const facts = look.verbosity === 'quiet' ? [] : [...factRows(checked, ink), ...compiledRows(check, look, ink), ...unpinnedRows(check, ink), ...absentRows(check), ''];
  return [...facts, ...problems, ...(problems.length > 0 ? [''] : []), ...verdictLines(check, look, ink), ''].join('\n');
}
