import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { build } from 'esbuild';

const PARTS = ['growGarden, putFile } from "./garden.ts"', 'buildWheel } from "./archives/wheel.ts"', 'startIndex } from "./servers/index-server.ts"', 'writeZip } from "./archives/zip-writer.ts"'];

/** What the tests make their packages with. It is TypeScript, which Node 20 does not run: it is bundled first. */
async function gardening(machine) {
  const support = join(machine.clone.cwd, 'test', 'support');
  const folder = mkdtempSync(join(machine.folder, 'gardening-'));
  const outfile = join(folder, 'gardening.mjs');
  await build({ stdin: { contents: PARTS.map((part) => `export { ${part};`).join('\n'), resolveDir: support }, bundle: true, outfile, format: 'esm', platform: 'node', logLevel: 'error' });
  return await import(pathToFileURL(outfile).href);
}

const HIGH = [{ type: 'CVSS_V3', score: 'CVSS:3.1/AV:N/AC:L/PR:N/UI:N/S:U/C:H/I:N/A:N' }];
// Of yesterday: old ones are told to be old.
const modified = new Date(Date.now() - 86_400_000).toISOString();
const advisory = { id: 'PYSEC-2026-1', modified, summary: 'Bees get out of a hive that is closed', severity: HIGH, affected: [{ package: { ecosystem: 'PyPI', name: 'beehive' }, versions: ['1.0.0'] }] };

const withLinks = (pipConf, folder) => (/^find-links *=/m.test(pipConf) ? pipConf.replace(/^find-links *= */m, (start) => `${start}${folder} `) : `[global]\nfind-links = ${folder}\n${pipConf.replace(/^\[global\]\n/, '')}`);

/** The packages that the pages speak of, an index that serves them, and the folders in which the pages are followed. */
export async function openGarden(machine) {
  const { growGarden, putFile, buildWheel, startIndex, writeZip } = await gardening(machine);
  const files = growGarden(join(machine.clone.cwd, 'fixtures', 'index'), join(machine.folder, 'files'), { platform: 'linux_x86_64' });
  const index = await startIndex({ files, metadata: true });
  const folderWith = (name, pipConf) => {
    const cwd = join(machine.home, name);
    mkdirSync(cwd);
    rmSync(join(machine.home, '.depsec'), { recursive: true, force: true });
    writeFileSync(join(machine.home, '.config', 'pip', 'pip.conf'), pipConf);
    return cwd;
  };
  return {
    /** A look-alike that needs flask, beside whatever the pip.conf of this machine names. */
    ofReadme: () => {
      const folder = join(machine.folder, 'squatter');
      const code = '"""HTTP for everybody."""\nimport base64\n\nexec(base64.b64decode(PAYLOAD))\n';
      const release = { name: 'reqeusts', version: '1.0.0', requires: ['flask'], files: { 'reqeusts/__init__.py': code } };
      putFile(folder, buildWheel(release), release);
      return { cwd: folderWith('readme', withLinks(machine.pipConf, folder)), env: { DEPSEC_LOOKUPS: 'false', VIRTUAL_ENV: '' } };
    },
    ofTour: () => {
      const cwd = folderWith('project', `[global]\nindex-url = ${index.url}\n`);
      writeFileSync(join(cwd, 'osv.zip'), writeZip([{ name: 'PYSEC-2026-1.json', data: Buffer.from(JSON.stringify(advisory)) }]));
      return { cwd, env: { DEPSEC_LOOKUPS: 'false', DEPSEC_PUBLIC_INDEXES: index.url } };
    },
    close: () => index.close(),
  };
}
