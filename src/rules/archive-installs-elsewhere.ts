import { dataMember } from '../core/data-folder.js';
import type { PackageFacts } from '../core/facts/package-facts.js';
import type { InstalledFile, WheelFacts } from '../core/facts/wheel-facts.js';
import { defineRule, type RuleFinding } from '../core/rule.js';
import { runsByItself, runsWherePut } from '../python/vocabulary/environment-places.js';

const STANDARD_LIBRARY = /^lib(?:64)?\/python[^/]*\//i;
const TOOL_COMMAND = /^(?:pythonw?[\d.]*|pip[\d.]*|activate(?:_this)?|deactivate|sh|bash|zsh|dash|fish|sudo|su|ssh|scp|env|ls|cat|cp|mv|rm|curl|wget|git|gpg|openssl|ps|kill|chmod|chown|find|grep|sed|awk|tar|echo|which|whoami|hostname|mount|umount|passwd|login|systemctl|apt|apt-get|yum|dnf|brew|crontab|ping|nslookup|nc|telnet|powershell|pwsh|cmd)(?:\.(?:exe|bat|cmd|ps1|py|csh|fish))?$/i;
// Whoever answers to these names is handed passwords, or runs all that is installed from then on.
const OPENS_EVERYTHING = /^(?:pythonw?[\d.]*|pip[\d.]*|sudo|su|ssh|scp|passwd|login|activate(?:_this)?)(?:\.(?:exe|bat|cmd|ps1|py|csh|fish))?$/i;
/** Top-level names in site-packages that run in every environment, and the projects that may bring them. */
const TOOL_PACKAGES: Readonly<Record<string, readonly string[]>> = {
  pip: ['pip'],
  setuptools: ['setuptools'],
  pkg_resources: ['setuptools'],
  _distutils_hack: ['setuptools'],
  'distutils-precedence.pth': ['setuptools'],
  wheel: ['wheel'],
};

const RUN = 'is run or read without anybody asking for it';

function elsewhere({ root, path, member }: InstalledFile): string | null {
  if (root === 'library' && member !== null && dataMember(member)?.scheme === 'data') return 'goes into site-packages by way of the environment, where it counts as data';
  if (root === 'unknown') return 'names a folder that no installer knows';
  if (root !== 'environment') return null;
  if (STANDARD_LIBRARY.test(path)) return "goes into Python's own library";
  return runsByItself(path) ? RUN : null;
}

function replaced({ root, path }: InstalledFile, name: PackageFacts['name']): string | null {
  if (root === 'scripts') return TOOL_COMMAND.test(path) && name !== 'pip' ? `replaces the command ${path}` : null;
  const top = path.split('/')[0] ?? '';
  const owners = root === 'library' && Object.hasOwn(TOOL_PACKAGES, top) ? TOOL_PACKAGES[top] : undefined;
  return owners === undefined || owners.some((owner) => owner === name) ? null : `becomes a part of ${top}, which is another project`;
}

// The folder is `name-version.data`; pip takes any, others only the wheel's own, so what is installed would depend on the tool.
function strange({ member }: InstalledFile, distInfo: string | null): string | null {
  const stem = /^([^/]*)\.data\/[^/]+\//.exec(member ?? '')?.[1];
  if (stem === undefined || distInfo === null || `${stem}.dist-info`.toLowerCase() === distInfo.toLowerCase()) return null;
  return 'lies in a .data folder of another name than the wheel';
}

/** Members that pip writes to the place of another one. An entry point beside a script of its name is old custom. */
function overwritten({ installed }: WheelFacts): readonly RuleFinding[] {
  const places = new Map<string, string>();
  const findings: RuleFinding[] = [];
  for (const { member, root, path } of installed) {
    if (member === null) continue;
    const place = `${root}/${path}`.toLowerCase();
    const other = places.get(place);
    if (other !== undefined) findings.push({ severity: 'high', message: `${member} and ${other} are installed to one place`, file: member });
    places.set(place, member);
  }
  return findings;
}

export default defineRule({
  kind: 'package',
  title: 'A wheel installs files outside its own place',
  docs: `A wheel may put files anywhere below the environment, through its .data folder and its entry points; the configuration of a source package tells beforehand which files go there.
Honest ones use that for manuals, headers and commands of their own; one that writes into Python's library, into another tool or over a command gets its code run without being imported.
What to do: do not install it. Out of scope: folders for manuals and the like, commands that merely share a name with a system's, Python's library on Windows, and files of other projects than the packaging tools.`,

  check: ({ name, wheel, kind, dataFiles = [] }) => {
    const told = dataFiles.filter(runsWherePut).map((place): RuleFinding => ({ severity: 'medium', message: `the build is told to put a file to ${place}, where it ${RUN}` }));
    // Files that no package owns are nobody's act of installing.
    if (wheel === null || (kind === 'installed' && wheel.distInfo === null)) return told;
    const single = wheel.installed.flatMap((file): readonly RuleFinding[] => {
      const what = elsewhere(file) ?? replaced(file, name) ?? strange(file, wheel.distInfo);
      if (what === null) return [];
      return [{ severity: OPENS_EVERYTHING.test(file.path) && file.root === 'scripts' ? 'critical' : 'high', message: `${file.member ?? `the entry point ${file.path}`} ${what}`, ...(file.member === null ? {} : { file: file.member }) }];
    });
    return [...single, ...overwritten(wheel)];
  },
});
