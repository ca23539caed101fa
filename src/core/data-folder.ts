/** A member of the `.data` folder of a wheel: the folder down to its scheme (`a-1.data/scripts/`), the scheme, and the path below it. */
export interface DataMember {
  readonly folder: string;
  readonly scheme: string;
  readonly rest: string;
}

// pip goes by how the first folder ends, so one that is called just `.data` counts as well.
const DATA_FOLDER = /^([^/]*\.data\/([^/]+)\/)(.+)$/s;

/** Where a member belongs by the scheme that it names (binary distribution format, "The .data directory"); null for one that is installed as it lies. */
export function dataMember(path: string): DataMember | null {
  const [, folder, scheme, rest] = DATA_FOLDER.exec(path) ?? [];
  return folder === undefined || scheme === undefined || rest === undefined ? null : { folder, scheme, rest };
}

/** True for what is unpacked straight into site-packages. */
export const isOfLibrary = ({ scheme }: DataMember): boolean => scheme === 'purelib' || scheme === 'platlib';
