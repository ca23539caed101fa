import { trailOf, type Link, type LookAt, type Trail } from './trail.js';

/** What a confined program sees of this machine. What is not named is not there. Paths are absolute; those that lead nowhere are left out. */
export interface Confinement {
  readonly readable: readonly string[];
  readonly writable: readonly string[];
  /** Folders that are there with nothing in them but what else is named here, and cannot be written. */
  readonly emptyFolders: readonly string[];
  readonly emptyFiles: readonly string[];
  readonly cwd: string;
  readonly network: boolean;
}

type How = '--bind' | '--ro-bind' | '--tmpfs';

interface Mount {
  /** A real path. */
  readonly at: string;
  readonly how: How;
  readonly from: string;
}

// New namespaces for all that a process can reach others through; in the one for processes nothing outlives the first. No capability, so that root
// cannot mount anew what is mounted read-only.
const APART = ['--unshare-user-try', '--unshare-ipc', '--unshare-pid', '--unshare-uts', '--unshare-cgroup-try', '--die-with-parent', '--cap-drop', 'ALL'];
const WITHOUT_NETWORK = '--unshare-net';
const SYSTEM = ['--proc', '/proc', '--dev', '/dev'];

// In memory and gone with the program. Sockets of agents and servers lie in the machine's own.
const TEMPORARY: readonly Mount[] = ['/tmp', '/var/tmp'].map((at) => ({ at, how: '--tmpfs', from: at }));

const isInside = (path: string, folder: string): boolean => folder === '/' || path === folder || path.startsWith(`${folder}/`);

/** The mount that a path is seen through. `mounts`: the deeper, the later. */
const over = (path: string, mounts: readonly Mount[]): Mount | undefined => mounts.findLast(({ at }) => isInside(path, at));

/** The namespaces alone, with all of the machine to be read: what is tried to learn whether a sandbox can be made here at all. */
export const probeArguments: readonly string[] = [...APART, WITHOUT_NETWORK, '--ro-bind', '/', '/', ...SYSTEM, '--tmpfs', '/tmp', '--'];

function mountsOf(view: Confinement, follow: (path: string) => readonly Trail[]): readonly Mount[] {
  const as = (how: How, paths: readonly string[], from?: string): readonly Mount[] => paths.flatMap(follow).map(({ real }) => ({ at: real, how, from: from ?? real }));
  const asked = [...TEMPORARY, ...as('--ro-bind', view.readable), ...as('--tmpfs', view.emptyFolders), ...as('--ro-bind', view.emptyFiles, '/dev/null'), ...as('--bind', view.writable)];
  // At one place the last holds, and what lies deeper is laid over what it lies in.
  const deepestLast = [...new Map(asked.map((mount) => [mount.at, mount])).values()].toSorted((a, b) => a.at.length - b.at.length);
  return deepestLast.reduce<readonly Mount[]>((kept, mount) => (mount.how === '--ro-bind' && mount.from === mount.at && over(mount.at, kept)?.how === '--ro-bind' ? kept : [...kept, mount]), []);
}

/** Links on the way to what is shown, as far as no mount brings them along. */
function missingLinks(links: readonly Link[], mounts: readonly Mount[]): readonly Link[] {
  const byPath = new Map(links.map((link) => [link.path, link]));
  return [...byPath.values()].filter(({ path }) => (over(path, mounts)?.how ?? '--tmpfs') === '--tmpfs');
}

/** The arguments of bubblewrap (bwrap(1)), up to the `--` that the program to start stands behind. */
export function bubblewrapArguments(view: Confinement, lookAt?: LookAt): readonly string[] {
  const follow = (path: string): readonly Trail[] => {
    const trail = trailOf(path, lookAt);
    return trail === null ? [] : [trail];
  };
  const mounts = mountsOf(view, follow);
  const links = missingLinks([...view.readable, ...view.writable, ...view.emptyFolders].flatMap(follow).flatMap((trail) => trail.links), mounts);
  const sealed = mounts.filter(({ how, at }) => how === '--tmpfs' && !TEMPORARY.some((own) => own.at === at));
  return [
    ...APART, ...(view.network ? [] : [WITHOUT_NETWORK]), ...SYSTEM,
    ...mounts.flatMap(({ how, from, at }) => (how === '--tmpfs' ? [how, at] : [how, from, at])),
    ...links.flatMap(({ path, target }) => ['--symlink', target, path]),
    // Last, since mount points and links are made in them.
    ...sealed.flatMap(({ at }) => ['--remount-ro', at]), '--remount-ro', '/',
    '--chdir', view.cwd, '--',
  ];
}
