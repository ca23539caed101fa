import { execFileSync, spawn } from 'node:child_process';
import { existsSync, mkdirSync, mkdtempSync, realpathSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { delimiter, dirname, join } from 'node:path';

// What this machine's way to the network needs; nothing else of the environment is seen.
const NETWORK = ['HTTP_PROXY', 'HTTPS_PROXY', 'NO_PROXY', 'http_proxy', 'https_proxy', 'no_proxy', 'SSL_CERT_FILE', 'NODE_EXTRA_CA_CERTS'];

const found = (name) => process.env['PATH'].split(delimiter).map((folder) => join(folder, name)).find((path) => existsSync(path));
const python = () => execFileSync('python3', ['-c', 'import sys; print(sys.executable)'], { encoding: 'utf8' }).trim();

/** Links to the programs that a newcomer has, and depsec as `npm install --global` would put it there. */
function programsIn(folder, { clone, node }) {
  const interpreter = python();
  const links = { node, npm: found('npm'), npx: found('npx'), sh: '/bin/sh', python3: interpreter, python: interpreter, pip: join(dirname(interpreter), 'pip') };
  mkdirSync(folder);
  for (const [name, target] of Object.entries(links)) if (target !== undefined && existsSync(target)) symlinkSync(realpathSync(target), join(folder, name));
  symlinkSync(join(clone, 'bin', 'depsec.js'), join(folder, 'depsec'));
}

/** A machine with a clone of the project and nothing else of its user. Commands run in a shell; what they print comes back as one text. */
export function cleanMachine({ project, pipConf, node }) {
  const folder = realpathSync(mkdtempSync(join(tmpdir(), 'depsec-rehearsal-')));
  const [home, clone, bin] = ['home', 'depsec', 'bin'].map((name) => join(folder, name));
  mkdirSync(join(home, '.config', 'pip'), { recursive: true });
  writeFileSync(join(home, '.config', 'pip', 'pip.conf'), pipConf);
  execFileSync('git', ['clone', '--quiet', project, clone]);
  programsIn(bin, { clone, node });
  const network = Object.fromEntries(NETWORK.flatMap((name) => (process.env[name] === undefined ? [] : [[name, process.env[name]]])));

  const run = (command, { cwd, path, env = {} }) => new Promise((resolve, reject) => {
    const child = spawn('/bin/sh', ['-c', command], { cwd, stdio: ['ignore', 'pipe', 'pipe'], env: { ...network, HOME: home, PATH: path === undefined ? bin : `${bin}:${path}`, LANG: 'C.UTF-8', TMPDIR: folder, ...env } });
    let output = '';
    for (const stream of [child.stdout, child.stderr]) stream.setEncoding('utf8').on('data', (text) => { output += text; });
    child.once('error', reject).once('close', (code) => resolve({ code, output }));
  });
  /** What was printed, with the places of this machine as a page names them, and without what only time, the network and the age of a release decide. */
  const told = (output) => output
    .replaceAll(home, '~').replaceAll(clone, '/opt/depsec')
    .replaceAll(/^.*\.\.\. {2}\d+ of \d+.*\n/gm, '')
    .replaceAll(/^Warning: \S+ does not answer[\s\S]*?going on\s+without it\n/gm, '')
    .replace(/^(?:Warning: )?[Tt]he advisories that ship with[^;]*;\s+depsec\s+update-db\s+fetches\s+them\n/m, '')
    .replaceAll(/\n{3,}/g, '\n\n');
  return { folder, home, bin, pipConf, clone: { cwd: clone }, run, told };
}
