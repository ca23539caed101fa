// Prints the bill of materials of a release (CycloneDX), from the lock file, whatever could be installed here: what npm installs beside depsec and what is bundled into dist/, without the tools that build and test it.
//   node test/release/sbom.mjs > depsec.cdx.json       (after npm ci and npm run build)
import { execFileSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';

const project = join(dirname(fileURLToPath(import.meta.url)), '..', '..');
const read = (path) => readFileSync(join(project, path), 'utf8');

const bundled = new Set([...read('dist/third-party-licenses.txt').matchAll(/^(\S+) (\d+\.\S+) \(.+\)$/gm)].map(([, name, version]) => `${name}@${version}`));
const bom = JSON.parse(execFileSync('npm', ['sbom', '--package-lock-only', '--sbom-format', 'cyclonedx', '--sbom-type', 'application'], { cwd: project, shell: process.platform === 'win32', encoding: 'utf8', maxBuffer: 2 ** 26 }));

const isTool = ({ name, value }) => name === 'cdx:npm:package:development' && value === 'true';
const isDelivered = (component) => bundled.has(component['bom-ref']) || !component.properties?.some(isTool);
// To npm a bundled package is a tool of the build; to whoever runs depsec it is a part.
const asPart = (component) => ({ ...component, properties: (component.properties ?? []).filter((property) => !isTool(property)) });

const components = bom.components.filter(isDelivered).map(asPart);
const kept = new Set([bom.metadata.component['bom-ref'], ...components.map((component) => component['bom-ref'])]);
const dependencies = bom.dependencies.filter(({ ref }) => kept.has(ref)).map(({ ref, dependsOn = [] }) => ({ ref, dependsOn: dependsOn.filter((other) => kept.has(other)) }));
// npm names the project after the folder that it happens to lie in.
const component = { ...bom.metadata.component, name: JSON.parse(read('package.json')).name };

process.stdout.write(`${JSON.stringify({ ...bom, metadata: { ...bom.metadata, component }, components, dependencies }, null, 2)}\n`);
