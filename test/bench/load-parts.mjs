import { fileURLToPath } from 'node:url';
import { build } from 'esbuild';

/**
 * What a measurement takes from depsec and from the harness: all that `parts/NAME.ts` exports, where the compiler sees when something is gone.
 * Node 20 does not run TypeScript, so it is bundled first.
 */
export async function loadParts(name) {
  const built = await build({
    entryPoints: [fileURLToPath(new URL(`parts/${name}.ts`, import.meta.url))],
    bundle: true, write: false, format: 'esm', platform: 'node',
    external: ['smol-toml'],
    banner: { js: "import { createRequire } from 'node:module'; const require = createRequire('file:///');" },
  });
  return import(`data:text/javascript;base64,${Buffer.from(built.outputFiles[0].contents).toString('base64')}`);
}
