import { ownersOfModule } from '../core/names/popular-modules.js';
import type { InstalledFile } from '../core/facts/wheel-facts.js';
import { defineRule, type RuleFinding } from '../core/rule.js';

// A folder without __init__ can be shared by many projects.
const MODULE = /^(\w+)(?:\/__init__\.py[co]?|\.py[co]?|(?:\.[^/]*)?\.(?:so|pyd))$/;

const topModule = ({ root, path }: InstalledFile): string | null => (root === 'library' ? (MODULE.exec(path)?.[1] ?? null) : null);

function judge(module: string, file: InstalledFile, name: string): RuleFinding | null {
  const owners = ownersOfModule(module);
  if (owners === null || owners.includes(name)) return null;
  const isRelated = owners.some((owner) => name.includes(owner));
  return { severity: isRelated ? 'low' : 'medium', message: `${name} installs ${module}, the module of another project`, ...(file.member === null ? {} : { file: file.member }) };
}

export default defineRule({
  kind: 'package',
  title: 'Installs the module of a popular project that it is not',
  docs: `Two packages that install one module overwrite each other: whoever imports requests or numpy then gets what the last one brought. Forks and builds of a project say so in their name, and those are only listed.

What to do: find out why the package brings the module; a copy for its own use belongs inside of it.

Out of scope: modules of Python's own library, which come first on the path, and modules that are put into a folder which others are imported from at run time.`,

  check: ({ name, wheel }) => {
    if (wheel === null || name === null) return [];
    const first = new Map<string, InstalledFile>();
    for (const file of wheel.installed) {
      const module = topModule(file);
      if (module !== null && !first.has(module)) first.set(module, file);
    }
    return [...first].flatMap(([module, file]) => judge(module, file, name) ?? []);
  },
});
