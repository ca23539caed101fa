import { createHash } from 'node:crypto';
import { existsSync, lstatSync, readFileSync, readdirSync, writeFileSync } from 'node:fs';
import { dirname, join, relative, sep } from 'node:path';
import { runProcess } from './runs/run-process.js';

/** Relative path to what lies there: permission bits and a digest. Two equal trees are two equal installations. */
export type Tree = Readonly<Record<string, string>>;

// The header of a .pyc holds the time its source was written, which no two installations share. The code behind it is
// dumped again in marshal's version 2, which knows no references and so depends on nothing but the code. The file name
// in it counts from the folder on, and from the one with a random name in which pip compiles for --target.
const PYC_DIGESTS = `import hashlib, json, marshal, re, sys, types
listed, folder = sys.argv[1:]
def placed(code):
    consts = tuple(placed(const) if isinstance(const, types.CodeType) else const for const in code.co_consts)
    name = re.sub(r"^.*pip-target-[^/]+/lib/python/", "", code.co_filename.replace(folder + "/", ""))
    return code.replace(co_consts=consts, co_filename=name)
def digest(path):
    with open(path, "rb") as file:
        data = file.read()
    return hashlib.sha256(data[:8] + data[12:16] + marshal.dumps(placed(marshal.loads(data[16:])), 2)).hexdigest()
print(json.dumps({path: digest(path) for path in json.load(open(listed))}))`;

// Links are listed and never followed: some versions of Node do so when they are asked for all below a folder.
const filesBelow = (folder: string): string[] =>
  existsSync(folder)
    ? readdirSync(folder, { withFileTypes: true }).flatMap((entry) => (entry.isDirectory() ? filesBelow(join(folder, entry.name)) : [join(folder, entry.name)]))
    : [];

const isCompiled = (path: string): boolean => path.endsWith('.pyc');

function describe(path: string): string {
  const { mode } = lstatSync(path);
  const digest = isCompiled(path) ? 'compiled' : createHash('sha256').update(readFileSync(path)).digest('hex');
  return `${(mode & 0o777).toString(8)} ${digest}`;
}

/** Every file below the folder that `before` does not have. Links to nothing and links out are not followed. */
export function treeOf(folder: string, before: Tree = {}): Tree {
  const files = filesBelow(folder).filter((path) => !lstatSync(path).isSymbolicLink());
  const rows = files.map((path) => [relative(folder, path).split(sep).join('/'), path] as const);
  const added = rows.filter(([name]) => !(name in before)).toSorted(([a], [b]) => (a < b ? -1 : 1));
  return Object.fromEntries(added.map(([name, path]) => [name, describe(path)]));
}

/** Digests of the code in each `.pyc` that the tree lists, read by the Python that compiled them. */
export async function compiledCode(folder: string, tree: Tree, python: { readonly executable: string; readonly listAt: string }): Promise<Tree> {

  const names = Object.keys(tree).filter(isCompiled);
  writeFileSync(python.listAt, JSON.stringify(names.map((name) => join(folder, name))));
  const result = await runProcess(python.executable, ['-I', '-S', '-c', PYC_DIGESTS, python.listAt, folder], { cwd: dirname(python.listAt), env: {} });
  if (result.code !== 0) throw new Error(`cannot read the compiled files of ${folder}:\n${result.output}`);
  const digests: Record<string, string> = JSON.parse(result.stdout);
  return Object.fromEntries(names.map((name) => [name, digests[join(folder, name)] ?? 'missing']));
}

/** `name==version` of everything with a dist-info below the folder, pip and setuptools left out, sorted. */
export function installedIn(sitePackages: string): string[] {
  if (!existsSync(sitePackages)) return [];
  const folders = readdirSync(sitePackages).filter((name) => name.endsWith('.dist-info'));
  return folders
    .map((name) => name.replace(/\.dist-info$/, '').replace('-', '==').replaceAll('_', '-'))
    .filter((name) => !/^(pip|setuptools|wheel)==/.test(name))
    .toSorted();
}
