/** Name and version as a file name spells them; unchecked. */
export interface FileNameParts {
  readonly name: string;
  readonly version: string;
}

const SDIST_SUFFIX = /\.(?:tar\.(?:gz|bz2|xz|lzma)|tgz|tbz|txz|tlz|tar|zip)$/i;

/** Parts of a wheel's file name (binary distribution format: name-version[-build]-python-abi-platform.whl), else null. */
export function wheelFileName(fileName: string): FileNameParts | null {
  if (!fileName.toLowerCase().endsWith('.whl')) return null;
  const parts = fileName.slice(0, -4).split('-');
  const [name, version] = parts;
  if (parts.length < 5 || parts.length > 6 || name === undefined || version === undefined) return null;
  return name === '' || version === '' ? null : { name, version };
}

/** True where the last tag of a wheel's file name is `any`: made for every kind of machine. */
export function isForAnyMachine(fileName: string): boolean {
  return /-any\.whl$/i.test(fileName);
}

/** Parts of an sdist's or an egg's file name: all up to the last dash that a digit follows is the name. */
export function sdistFileName(fileName: string): FileNameParts | null {
  const egg = /^(.+?)-(\d[^-]*)(?:-py[\d.]+.*)?\.egg$/i.exec(fileName);
  const stem = SDIST_SUFFIX.test(fileName) ? fileName.replace(SDIST_SUFFIX, '') : null;
  const parts = egg ?? (stem === null ? null : /^(.+)-(v?\d[^-]*)$/.exec(stem));
  const [, name, version] = parts ?? [];
  return name === undefined || version === undefined ? null : { name, version };
}

/** True for a file name that ends as those of wheels, sdists and eggs do, whatever stands before. */
export const endsAsPackage = (fileName: string): boolean => SDIST_SUFFIX.test(fileName) || /\.(?:whl|egg)$/i.test(fileName);

/** True for the file name of a wheel, an sdist or an egg. */
export const namesPackage = (fileName: string): boolean => wheelFileName(fileName) !== null || sdistFileName(fileName) !== null;
