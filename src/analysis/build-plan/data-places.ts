import type { Table } from '../../archive/project/build-system.js';
import { at, tablesIn, textsIn } from './tables.js';

const baseName = (path: string): string => path.slice(path.lastIndexOf('/') + 1);

/** `folder = [file, …]` */
function setuptoolsPlaces(folders: unknown): readonly string[] {
  if (typeof folders !== 'object' || folders === null) return [];
  return Object.entries(folders).flatMap(([folder, files]) => (Array.isArray(files) ? files : [files]).map((file) => `${folder}/${typeof file === 'string' ? baseName(file) : ''}`));
}

/** Places outside the libraries that the tables of a pyproject.toml and a hatch.toml give to files. */
export function dataPlaces(pyproject: Table, hatch: Table): readonly string[] {
  const targets = [at(pyproject, 'tool', 'hatch', 'build', 'targets'), at(hatch, 'build', 'targets')].flatMap(tablesIn);
  return [...setuptoolsPlaces(at(pyproject, 'tool', 'setuptools', 'data-files')), ...targets.flatMap((target) => textsIn(target['shared-data']))];
}
