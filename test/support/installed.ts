import { mkdirSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import type { Ground } from './runs/prepare.js';
import { copyVenv, sitePackages } from './runs/python.js';
import { wheelMembers, type Release } from './archives/wheel.js';

function putInstalled(library: string, release: Release): void {
  for (const { name, data } of wheelMembers(release)) {
    const path = join(library, name);
    mkdirSync(dirname(path), { recursive: true });
    writeFileSync(path, data);
  }
}

/** Makes an environment in which these packages lie as if pip had put them there, and nothing else, pip neither. Returns its folder. */
export function environmentWith(releases: readonly Release[], { ground, folder }: { readonly ground: Pick<Ground, 'bareVenv' | 'python'>; readonly folder: string }): string {
  copyVenv(ground.bareVenv, folder);
  for (const release of releases) putInstalled(sitePackages(folder, ground.python), release);
  return folder;
}
