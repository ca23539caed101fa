/** One `section "name" / key = value` of a git configuration. Sections and keys do not distinguish case, names do. */
interface Setting {
  readonly section: string;
  readonly name: string | null;
  readonly key: string;
  readonly value: string;
}

// What git must know to read the repository as it is. None of it names a program, a file or another repository.
const KEPT: ReadonlySet<string> = new Set([
  'core.repositoryformatversion', 'core.filemode', 'core.ignorecase', 'core.symlinks', 'core.precomposeunicode', 'core.autocrlf', 'core.eol', 'core.bare',
  'core.sparsecheckout', 'core.sparsecheckoutcone', 'extensions.objectformat', 'extensions.compatobjectformat', 'extensions.refstorage', 'extensions.partialclone',
  'remote.promisor', 'remote.partialclonefilter',
]);
const HARMLESS_VALUE = /^[A-Za-z0-9:._-]{1,64}$/;
const HARMLESS_NAME = /^[A-Za-z0-9._/-]{1,64}$/;

const SECTION = /^\s*\[\s*([A-Za-z0-9.-]+)(?:\s+"((?:[^"\\]|\\.)*)")?\s*\](.*)$/;
const VALUE = /^\s*([A-Za-z][A-Za-z0-9-]*)\s*(?:=\s*(.*?))?\s*$/;

function settingsIn(text: string): Setting[] {
  const found: Setting[] = [];
  let at = { section: '', name: null as string | null };
  for (const line of text.split('\n')) {
    const header = SECTION.exec(line);
    if (header) at = { section: (header[1] ?? '').toLowerCase(), name: header[2] ?? null };
    const [, key, value] = VALUE.exec(header ? (header[3] ?? '') : line) ?? [];
    if (key !== undefined) found.push({ ...at, key: key.toLowerCase(), value: (value ?? 'true').replace(/^"(.*)"$/, '$1') });
  }
  return found;
}

const isKept = ({ section, name, key, value }: Setting): boolean => KEPT.has(`${section}.${key}`) && (name === null || HARMLESS_NAME.test(name)) && HARMLESS_VALUE.test(value);

/** `core.worktree` ties the repository of a submodule to its files; only the relative way that git itself writes is kept. */
const isWayToSubmodule = ({ section, key, value }: Setting): boolean => section === 'core' && key === 'worktree' && /^(?:\.\.\/)+[^"\\\0#;]+$/.test(value);

const written = ({ section, name, key, value }: Setting): string => `[${section}${name === null ? '' : ` "${name}"`}]\n\t${key} = "${value}"\n`;

// The copy has other inodes and change times than the original. Taken seriously they would make git read every file again, and through the user's
// filters (LFS) find it changed; by size and time alone it is what it was.
const OURS = '[core]\n\ttrustctime = false\n\tcheckStat = minimal\n\thooksPath = /dev/null\n\tfsmonitor = false\n';

/**
 * The configuration that a copied repository gets instead of its own, which could name programs for git to run (hooks, filters, fsmonitor, pagers,
 * ssh commands), other files and remotes with passwords.
 */
export function minimalGitConfig(original: string, { isSubmodule }: { readonly isSubmodule: boolean }): string {
  const kept = settingsIn(original).filter((setting) => isKept(setting) || (isSubmodule && isWayToSubmodule(setting)));
  return kept.map(written).join('') + OURS;
}
