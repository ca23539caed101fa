// Tries cases of all hostile families in turn until the time is over, from seeds that no run before had, and prints how many of each family there
// were and how they ended. Ends with exit code 1 at the first broken promise, and says how to repeat it.
//
//   npm run soak                        30 minutes
//   DEPSEC_SOAK_MINUTES=5 npm run soak
//   npm run soak -- faults crowds       these families alone
//   DEPSEC_SEED=4711 DEPSEC_CASES=1 npm run soak -- faults
import { mkdtemp, rm } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';
import { build } from 'esbuild';
import { defines } from '../../build.mjs';

const root = join(dirname(fileURLToPath(import.meta.url)), '..', '..');
// In the project, where what is not bundled is found.
const folder = await mkdtemp(join(root, 'node_modules', '.soak-'));
try {
  const outfile = join(folder, 'soak.mjs');
  await build({ absWorkingDir: root, entryPoints: ['test/hostile/soak.ts'], outfile, bundle: true, packages: 'external', platform: 'node', format: 'esm', target: 'node20', tsconfigRaw: {}, define: defines() });
  const { soak } = await import(pathToFileURL(outfile).href);
  process.chdir(root);
  process.exitCode = await soak({ minutes: Number(process.env['DEPSEC_SOAK_MINUTES'] ?? '30'), names: process.argv.slice(2), seed: Number(process.env['DEPSEC_SEED'] ?? Date.now() % 1_000_000_000), cases: Number(process.env['DEPSEC_CASES'] ?? '0') });
} finally {
  await rm(folder, { recursive: true });
}
