import type { ContentFacts, ScriptCommand } from '../core/facts/content-facts.js';
import { isExample } from '../core/examples.js';
import { isNativeSource } from '../core/native-source.js';
import type { Severity } from '../core/finding.js';
import type { Trait } from '../core/facts/source-facts.js';
import { defineRule } from '../core/rule.js';
import { addressTraits } from '../python/vocabulary/network/addresses.js';

const WORDS: readonly (readonly [Trait, string])[] = [
  ['reverse-shell', 'opens a shell for somebody else'],
  ['hidden-shell', 'hides what it does'],
  ['sends-secrets', 'sends what opens accounts to the network'],
  ['fetches-and-runs', 'fetches a program and runs it'],
  ['destroys', 'deletes what the user has'],
  ['takes-root', 'has something run at every start, or by the clock'],
];
// Shell scripts of a project install its tools so; a package has no need to bring such scripts for Windows, or to hang them on npm, on an editor or on an agent.
const HARDLY_EVER_FETCHES = /\.(?:bat|cmd|ps1|psm1|vbs|vbe|hta|wsf|lnk|reg|desktop|service|plist|inf|x?html?|svg|[cm]?js)$|(?:^|\/)package\.json$|(?:^|\/)(?:tasks|\.?mcp|hooks)\.json$|(?:^|\/)\.(?:claude|gemini)\/settings[\w.]*\.json$|\.code-workspace$/i;
// A service for tests sets up its machine so, far from anybody who installs; setup.py that starts such a script is blocked by another rule.
const SETS_UP_TESTS = /(?:^|\/)\.?(?:appveyor|github|circleci|travis|azure-pipelines)(?:\/|[-_]?install)[^/]*\.(?:ps1|cmd)$|(?:^|\/)ci\/[^/]*\.ps1$/i;
// What such a file says is done by the build, which runs while the package is installed.
const IS_BUILT = /\.cmake$|(?:^|\/)(?:CMakeLists\.txt|meson\.build)$/i;

const problemOf = ({ traits }: ScriptCommand): readonly [Trait, string] | undefined => WORDS.find(([trait]) => traits.includes(trait));

const ADDRESS = /\bhttps?:\/\/[^\s"'|;&<>)]{1,300}/g;

const isOddPlace = (path: string): boolean => (HARDLY_EVER_FETCHES.test(path) && !SETS_UP_TESTS.test(path)) || IS_BUILT.test(path);

// Tools of a project install what they need so, and administrators set up their machines.
const IS_ORDINARY: ReadonlySet<Trait> = new Set(['fetches-and-runs', 'takes-root', 'destroys']);

/** True where all that a line fetches comes from a maker of tools that everybody knows. */
function isOfVendors(text: string): boolean {
  const addresses = text.match(ADDRESS) ?? [];
  return addresses.length > 0 && addresses.every((address) => addressTraits(`${address}/`).has('vendor-host'));
}

/** A tool of its project, and no more than everybody has: what it fetches and runs is a maker's own. */
const isUsual = (trait: Trait, text: string): boolean => trait === 'fetches-and-runs' && isOfVendors(text);

function isStrong(trait: Trait, { text }: ScriptCommand, { path, isCommand }: ContentFacts): boolean {
  if (isExample(path)) return false;
  if (!IS_ORDINARY.has(trait)) return true;
  return isCommand === true ? !isUsual(trait, text) : trait === 'fetches-and-runs' && isOddPlace(path);
}

function severityOf(trait: Trait, { text }: ScriptCommand, { isToldToShell, isCommand, path }: ContentFacts): Severity {
  if (isToldToShell === true) return isUsual(trait, text) ? 'medium' : 'critical';
  if (isCommand === true && !isUsual(trait, text)) return 'medium';
  return (trait === 'reverse-shell' || IS_BUILT.test(path)) && !isExample(path) ? 'medium' : 'low';
}

export default defineRule({
  kind: 'content',
  title: 'A script that fetches and runs, hides itself or hands over a shell',
  docs: `A line that opens a shell to another machine, or that is encoded or hidden, has no place in a package, whoever starts the script.
Scripts come with packages as commands, as helpers of builds and as what a module starts; one that fetches a program and runs it is how many projects set up their tools, so it is listed and counts only in company; what sets up the machine of a service for tests (appveyor/install.ps1) is listed as well.

What to do: read the line, and do not start the script.

The same is looked for in entries of menus, services and the registry, in shortcuts, in pages that Windows opens as programs, in tasks that an editor runs as soon as the folder is opened, in what a coding agent is told to run for whoever works there, in what CMake and Meson run for a build, and in scripts for Node as a whole.
What a wheel installs as a command is no helper of its project: such a line warns there, several lines that do so together as well, and both block where the package is little else. Where it installs a script so that a shell, a desktop or Jupyter runs it unseen (a profile, a completion, the command line of a kernel, an extension of its pages), such a line blocks.
Where a module tells a shell what a file of settings holds, without anybody asking, the file is such a script; a script that a module or setup.py starts so is judged like a command of theirs.
Out of scope: what other shell scripts put together over several lines, and minified scripts above 256 KB.`,

  check: (facts) => {
    if (facts.kind === 'native' || isNativeSource(facts.path)) return [];
    return facts.commands.flatMap((command) => {
      const [trait, words] = problemOf(command) ?? [null, ''];
      if (trait === null) return [];
      return [{ severity: severityOf(trait, command, facts), isStrong: isStrong(trait, command, facts), message: `the script ${words}: ${JSON.stringify(command.text.slice(0, 120))}`, at: command }] as const;
    });
  },
});
