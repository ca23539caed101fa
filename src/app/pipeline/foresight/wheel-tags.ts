/** What of an interpreter decides which wheels it takes, as data/python/probe.py tells it. */
export interface TaggedPython {
  readonly version: string;
  /** Version, cache tag, SOABI and platform of sysconfig, with blanks between them. */
  readonly tag: string;
}

// Where a wheel for this machine is surely for this interpreter too. Elsewhere (macOS, 32 bits) more decides than these names tell.
const MACHINES: readonly (readonly [platform: RegExp, tags: (machine: string) => RegExp])[] = [
  [/ \S*linux-gnu linux-(x86_64|aarch64)$/, (machine) => new RegExp(`^(?:many)?linux\\w*_${machine}$`)],
  [/ \S*linux-musl linux-(x86_64|aarch64)$/, (machine) => new RegExp(`^musllinux_\\w*_${machine}$`)],
  [/ win-(amd64|arm64)$/, (machine) => new RegExp(`^win_${machine}$`)],
];

function machineTags({ tag }: TaggedPython): RegExp | null {
  for (const [platform, tags] of MACHINES) {
    const machine = platform.exec(tag)?.[1];
    if (machine !== undefined) return tags(machine);
  }
  return null;
}

const minorOf = (tag: string, kind: string): number | null => (tag === `${kind}3` ? 0 : tag.startsWith(`${kind}3`) ? Number(tag.slice(kind.length + 1)) : null);

/** How well code of these tags fits: 3 for this version alone, 2 for the stable ABI, 1 for any Python 3, 0 for not at all. */
function codeFit(pythons: readonly string[], abis: readonly string[], minor: number): number {
  const isOlder = (kind: string): boolean => pythons.some((tag) => (minorOf(tag, kind) ?? Infinity) <= minor);
  if (pythons.includes(`cp3${minor}`) && abis.includes(`cp3${minor}`)) return 3;
  if (abis.includes('abi3') && isOlder('cp')) return 2;
  return abis.includes('none') && (isOlder('py') || pythons.includes(`cp3${minor}`)) ? 1 : 0;
}

/**
 * How well CPython's wheels fit an interpreter, by the compatibility tags of their file names: the higher the sooner pip takes it, 0 for those that
 * it does not take. https://packaging.python.org/specifications/platform-compatibility-tags/
 */
export function wheelFit(python: TaggedPython): (fileName: string) => number {
  const [, minor] = /^3\.(\d+)\./.exec(python.version) ?? [];
  const machine = machineTags(python);
  return (fileName) => {
    const [pythons = '', abis = '', platforms = ''] = fileName.replace(/\.whl$/i, '').split('-').slice(-3);
    if (minor === undefined || !python.tag.includes(' cpython-3')) return 0;
    const code = codeFit(pythons.split('.'), abis.split('.'), Number(minor));
    const isNative = platforms.split('.').some((platform) => machine?.test(platform) === true);
    return code === 0 || !(isNative || platforms === 'any') ? 0 : 2 * code + (isNative ? 1 : 0);
  };
}
