// Bundles depsec into dist/: main.cjs, where it starts, command-line.cjs, the command line, work.js with a chunk for what most commands need and one for each part that a command loads when it needs it,
// analysis-worker.js, which runs in threads of its own, and verify.js, which compares depsec's files with the list that is written here last.
import { spawnSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { copyFileSync, existsSync, mkdirSync, readFileSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { dirname, join, relative, sep } from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';

const root = dirname(fileURLToPath(import.meta.url));

/** Folders whose text decides what is found. A change in any of them makes cached findings worthless. */
const DECIDES_FINDINGS = ['src/rules', 'src/python', 'src/formats', 'src/analysis', 'src/archive', 'src/core', 'data/grammar'];

function filesBelow(folder) {
  if (!existsSync(folder)) return [];
  return readdirSync(folder, { withFileTypes: true, recursive: true })
    .filter((entry) => entry.isFile())
    .map((entry) => join(entry.parentPath, entry.name));
}

/** Identifies the rule set: a hash over everything that decides what is found, independent of the machine. */
export function rulesetId() {
  const hash = createHash('sha256');
  const files = DECIDES_FINDINGS.flatMap((folder) => filesBelow(join(root, folder)));
  for (const file of files.map((path) => relative(root, path).split(sep).join('/')).toSorted()) {
    hash.update(`${file}\0`).update(createHash('sha256').update(readFileSync(join(root, file))).digest());
  }
  return hash.digest('hex').slice(0, 16);
}

export const defines = () => ({
  DEPSEC_RULESET: JSON.stringify(rulesetId()),
  DEPSEC_VERSION: JSON.stringify(JSON.parse(readFileSync(join(root, 'package.json'), 'utf8')).version),
});

/** The licences of everything that ended up in the bundle, as their terms ask. */
function licenceTexts(metafile) {
  const packages = new Set();
  for (const input of Object.keys(metafile.inputs)) {
    const match = /node_modules\/((?:@[^/]+\/)?[^/]+)\//.exec(input.split(sep).join('/'));
    if (match) packages.add(match[1]);
  }
  return [...packages].toSorted().map((name) => {
    const folder = join(root, 'node_modules', name);
    const { version, license } = JSON.parse(readFileSync(join(folder, 'package.json'), 'utf8'));
    const files = readdirSync(folder).filter((entry) => /^(?:licen[cs]e|notice)(?:\.\w+)?$/i.test(entry)).toSorted();
    const text = files.map((file) => readFileSync(join(folder, file), 'utf8').trim()).join('\n\n');
    return `${name} ${version} (${license})\n\n${text}\n`;
  }).join(`\n${'-'.repeat(72)}\n\n`);
}

/** commander asks for child_process at its start, for subcommands that are programs of their own. There are none here, and loading it is a fifth of `--help`. */
const withoutChildProcess = {
  name: 'commander-without-child-process',
  setup({ onResolve, onLoad }) {
    onResolve({ filter: /^(node:)?child_process$/ }, ({ importer }) => (/[\\/]node_modules[\\/]commander[\\/]/.test(importer) ? { path: 'child_process', namespace: 'unused' } : null));
    onLoad({ filter: /.*/, namespace: 'unused' }, () => ({ contents: 'module.exports = {};' }));
  },
};

/** main.cjs loads command-line.cjs where it has no answer of its own. */
const commandLineBeside = {
  name: 'command-line-beside',
  setup({ onResolve }) {
    onResolve({ filter: /^\.\/run-command-line\.js$/ }, () => ({ path: './command-line.cjs', external: true }));
  },
};

/** What depsec uses of undici. Its index loads fetch, WebSocket, caches and mocks as well, which takes more than half of the time. */
const partsOfUndici = {
  name: 'parts-of-undici',
  setup({ onResolve, onLoad }) {
    onResolve({ filter: /^undici$/ }, () => ({ path: 'undici', namespace: 'parts' }));
    onLoad({ filter: /.*/, namespace: 'parts' }, () => ({
      resolveDir: root,
      contents: `Object.assign(require('undici/lib/dispatcher/dispatcher').prototype, require('undici/lib/api'));
        module.exports = { Agent: require('undici/lib/dispatcher/agent'), ProxyAgent: require('undici/lib/dispatcher/proxy-agent') };`,
    }));
  },
};

/** What begins a command that people wait for: what these load at once lies in one file, since Node takes a millisecond for each file, and there were ninety. */
const WAITED_FOR = ['src/cli/work.ts', 'src/app/install-as-configured.ts', 'src/app/one-pass/install-in-one-pass.ts', 'src/app/audit.ts'];

/** The modules of the project that those load at once and others load as well, as a bundle tells that has them in many files. What packages bring comes with them. */
function sharedModules({ outputs }) {
  const files = Object.entries(outputs);
  const reached = new Set(files.filter(([, { entryPoint }]) => WAITED_FOR.includes(entryPoint)).map(([path]) => path));
  for (const path of reached) for (const { path: next, kind } of outputs[path]?.imports ?? []) if (kind === 'import-statement') reached.add(next);
  return files.filter(([path, { entryPoint }]) => reached.has(path) && entryPoint === undefined).flatMap(([, { inputs }]) => Object.keys(inputs)).filter((path) => path.startsWith('src/')).toSorted();
}

/** Has every file that begins something load the same modules: then the bundler keeps them together. */
function keepTogether({ outputs }, modules) {
  const beginnings = new Set(Object.values(outputs).flatMap(({ entryPoint }) => (entryPoint?.startsWith('src/') ? [join(root, entryPoint)] : [])));
  return {
    name: 'keep-together',
    setup({ onResolve, onLoad }) {
      onResolve({ filter: /^depsec:shared$/ }, () => ({ path: 'shared', namespace: 'shared' }));
      onLoad({ filter: /.*/, namespace: 'shared' }, () => ({ resolveDir: root, contents: modules.map((path) => `import ${JSON.stringify(`./${path}`)};`).join('\n') }));
      onLoad({ filter: /\.ts$/ }, ({ path }) => (beginnings.has(path) ? { loader: 'ts', contents: `import 'depsec:shared';\n${readFileSync(path, 'utf8')}` } : null));
    },
  };
}

/** What `depsec --help` prints. It is always the same, so the program is asked for it here, and not at each start. */
function topHelp() {
  const { status, stdout, stderr } = spawnSync(process.execPath, [join(root, 'bin', 'depsec.js'), 'help'], { encoding: 'utf8' });
  if (status !== 0) throw new Error(`depsec help ended with ${status}:\n${stderr}`);
  return stdout;
}

async function build() {
  const { build: bundle } = await import('esbuild');
  const out = join(root, 'dist');
  rmSync(out, { recursive: true, force: true });
  mkdirSync(out);
  const common = {
    absWorkingDir: root,
    outdir: out,
    bundle: true,
    // Not the project's: its paths are for the type checker alone.
    tsconfigRaw: {},
    metafile: true,
    platform: 'node',
    target: 'node20.19',
    minifySyntax: true,
    minifyWhitespace: true,
    legalComments: 'none',
    define: defines(),
  };
  // CommonJS: Node starts that without setting up its module loader, which costs more than all of it. What every command line needs is a file beside the few fixed answers.
  const front = { ...common, format: 'cjs', outExtension: { '.js': '.cjs' } };
  const commandLine = await bundle({ ...front, define: { ...common.define, 'import.meta.url': 'depsecFile' }, banner: { js: "const depsecFile = require('node:url').pathToFileURL(__filename).href;" }, entryPoints: { 'command-line': 'src/cli/run-command-line.ts' }, external: ['./work.js', './verify.js'], plugins: [withoutChildProcess] });
  const bundleMain = (help) => bundle({ ...front, define: { ...common.define, DEPSEC_HELP: JSON.stringify(help) }, entryPoints: { main: 'src/cli/main.ts' }, supported: { 'dynamic-import': false }, plugins: [commandLineBeside] });
  await bundleMain('');
  const main = await bundleMain(topHelp());
  const modules = {
    ...common,
    format: 'esm',
    // xmlbuilder2 writes CycloneDX as XML, which depsec never does.
    external: ['better-sqlite3', 'tree-sitter', 'tree-sitter-python', '@anthropic-ai/sdk', 'xmlbuilder2'],
    // The CommonJS packages in the bundle ask for node's own modules by require().
    plugins: [partsOfUndici],
    banner: { js: "import { createRequire as depsecRequire } from 'node:module'; const require = depsecRequire(import.meta.url);" },
  };
  const parts = { ...modules, entryPoints: { work: 'src/cli/work.ts' }, splitting: true };
  const { metafile } = await bundle({ ...parts, write: false });
  const work = await bundle({ ...parts, plugins: [partsOfUndici, keepTogether(metafile, sharedModules(metafile))] });
  // A bundle of its own, since what is called from one file to another is called more slowly: a quarter of the time of an analysis. Beside it lie only packages that few archives need.
  const worker = await bundle({ ...modules, entryPoints: { 'analysis-worker': 'src/app/analysis/worker.ts' }, splitting: true });
  // One file as well: it has to run where any other of them is missing or changed.
  const verify = await bundle({ ...modules, entryPoints: { verify: 'src/cli/verify.ts' } });
  copyFileSync(join(root, 'node_modules/web-tree-sitter/web-tree-sitter.wasm'), join(out, 'web-tree-sitter.wasm'));
  writeFileSync(join(out, 'third-party-licenses.txt'), licenceTexts({ inputs: { ...main.metafile.inputs, ...commandLine.metafile.inputs, ...work.metafile.inputs, ...worker.metafile.inputs, ...verify.metafile.inputs } }));
  // Last, since it is the digest of all the others.
  const { writeManifest } = await import(pathToFileURL(join(out, 'verify.js')).href);
  await writeManifest(root);
}

if (process.argv[1] && import.meta.url === pathToFileURL(process.argv[1]).href) await build();
