import { readdirSync, rmSync } from 'node:fs';
import { join } from 'node:path';

/** Takes pip out of an environment, which would be judged as well. */
export function withoutPip(library: string): void {
  for (const name of readdirSync(library)) if (/^(?:pip|setuptools|pkg_resources|_distutils_hack|distutils-precedence)/.test(name)) rmSync(join(library, name), { recursive: true });
}
