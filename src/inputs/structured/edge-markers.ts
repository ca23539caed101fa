/** One package needs another; `marker` is when, null for always. */
export interface Edge {
  readonly from: string;
  readonly to: string;
  readonly marker: string | null;
}

/** The conditions that all hold on one way to a package; none for a way without any. */
type Way = ReadonlySet<string>;

// Beyond this a marker tells nobody anything; the package is then taken always, which at worst asks for more than needed.
const MOST_WAYS = 24;
const ALWAYS: readonly Way[] = [new Set()];

const includes = (way: Way, other: Way): boolean => [...other].every((marker) => way.has(marker));

/** With a further way, unless one that asks for less is known already; null for no news. */
function withWay(ways: readonly Way[], way: Way): readonly Way[] | null {
  if (ways.some((known) => includes(way, known))) return null;
  const all = [...ways.filter((known) => !includes(known, way)), way];
  return all.length > MOST_WAYS ? ALWAYS : all;
}

function inWords(way: Way): string {
  const markers = [...way];
  return markers.length === 1 ? (markers[0] ?? '') : markers.map((marker) => `(${marker})`).join(' and ');
}

function markerOf(ways: readonly Way[]): string | null {
  if (ways.some(({ size }) => size === 0)) return null;
  const [only, ...others] = ways.map(inWords);
  return others.length === 0 ? (only ?? null) : [only, ...others].map((words) => `(${words})`).join(' or ');
}

/**
 * When each package is needed, told by the edges that lead to it from the roots; only what can be reached is in it. Lock files of some tools
 * note conditions with who needs a package and not with the package.
 */
export function reachedFrom(roots: readonly string[], edges: readonly Edge[]): ReadonlyMap<string, string | null> {
  const found = new Map<string, readonly Way[]>(roots.map((root) => [root, ALWAYS]));
  const waiting = [...roots];
  for (let next = waiting.shift(); next !== undefined; next = waiting.shift()) {
    for (const { to, marker } of edges.filter(({ from }) => from === next)) {
      for (const way of found.get(next) ?? []) {
        const more = withWay(found.get(to) ?? [], marker === null ? way : new Set([...way, marker]));
        if (more === null) continue;
        found.set(to, more);
        waiting.push(to);
      }
    }
  }
  return new Map([...found].map(([name, ways]) => [name, markerOf(ways)]));
}
