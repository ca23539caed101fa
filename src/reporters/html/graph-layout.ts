import { Graph, layout } from '@dagrejs/dagre';
import type { Edge } from '../graph/dependencies.js';
import type { PackageView, PageView } from './view.js';

export interface Point {
  readonly x: number;
  readonly y: number;
}

/** One package drawn as a box; `x` and `y` are its middle, in pixels. */
export interface Box extends Point {
  readonly package: PackageView;
  readonly label: string;
  readonly width: number;
  readonly height: number;
}

/** An arrow from the right side of one box to the left side of another. */
export interface Arrow extends Edge {
  readonly start: Point;
  readonly end: Point;
}

export interface Drawing {
  readonly boxes: readonly Box[];
  readonly arrows: readonly Arrow[];
  readonly width: number;
  readonly height: number;
  /** Packages that were left out because there are too many to draw. */
  readonly leftOut: number;
}

// More boxes than this nobody follows with the eye, and laying them out takes seconds.
const MOST_BOXES = 300;
const LETTER = 7.3;
const HEIGHT = 26;
const GAP = 10;
/** Pixels between two columns. */
const BETWEEN = 64;
const LONGEST_LABEL = 26;
const ROW_WIDTH = 900;

/** Too many to draw: what is not safe, and whatever leads to it. */
function drawn({ packages, edges }: PageView): ReadonlySet<number> {
  if (packages.length <= MOST_BOXES) return new Set(packages.map(({ index }) => index));
  const kept = new Set(packages.filter(({ standing }) => standing !== 'safe').slice(0, MOST_BOXES / 2).map(({ index }) => index));
  for (let before = -1; before !== kept.size && kept.size < MOST_BOXES; ) {
    before = kept.size;
    for (const { from, to } of edges) if (kept.has(to) && kept.size < MOST_BOXES) kept.add(from);
  }
  return kept;
}

const nameOf = ({ decision }: PackageView): string => decision.report.artifact.name;

/** Where several versions of one package are there, each is told with its own. */
function labelOf(item: PackageView, packages: readonly PackageView[]): string {
  const { version } = item.decision.report.artifact;
  const isAlone = packages.every((other) => other === item || nameOf(other) !== nameOf(item));
  return isAlone || version === '' ? nameOf(item) : `${nameOf(item)} ${version}`;
}

function boxOf(item: PackageView, packages: readonly PackageView[]): Box {
  const name = labelOf(item, packages);
  const label = name.length > LONGEST_LABEL ? `${name.slice(0, LONGEST_LABEL - 1)}…` : name;
  return { package: item, label, width: Math.round((label.length + 2) * LETTER + 16), height: HEIGHT, x: 0, y: 0 };
}

/** Columns from left to right, each in an order with few crossings. */
function columnsOf(boxes: readonly Box[], edges: readonly Edge[]): readonly (readonly Box[])[] {
  const graph = new Graph({ directed: true });
  graph.setGraph({ rankdir: 'LR', nodesep: GAP });
  graph.setDefaultEdgeLabel(() => ({}));
  // All alike: only ranks and order are asked for.
  for (const { package: { index } } of boxes) graph.setNode(String(index), { width: HEIGHT, height: HEIGHT });
  for (const { from, to } of edges) graph.setEdge(String(from), String(to));
  layout(graph);
  const columns = new Map<number, Box[]>();
  for (const box of boxes) {
    const { x = 0, y = 0 } = graph.node(String(box.package.index));
    columns.set(x, [...(columns.get(x) ?? []), { ...box, y }]);
  }
  return [...columns].toSorted(([a], [b]) => a - b).map(([, column]) => column.toSorted((a, b) => a.y - b.y));
}

/** The layout of a library leaves room for every bend of an arrow, which makes a tall and empty picture: the columns are filled evenly instead. */
function layered(boxes: readonly Box[], edges: readonly Edge[]): Omit<Drawing, 'leftOut'> {
  const columns = columnsOf(boxes, edges);
  const height = GAP + Math.max(...columns.map(({ length }) => length)) * (HEIGHT + GAP);
  let left = GAP;
  const placed = columns.flatMap((column) => {
    const width = Math.max(...column.map((box) => box.width));
    const step = (height - GAP) / column.length;
    const here = column.map((box, row) => ({ ...box, x: left + width / 2, y: GAP / 2 + step * (row + 0.5) }));
    left += width + BETWEEN;
    return here;
  });
  return { boxes: placed, arrows: arrowsOf(placed, edges), width: left - BETWEEN + GAP, height };
}

function arrowsOf(boxes: readonly Box[], edges: readonly Edge[]): readonly Arrow[] {
  const byIndex = new Map(boxes.map((box) => [box.package.index, box]));
  return edges.flatMap(({ from, to }) => {
    const [source, target] = [byIndex.get(from), byIndex.get(to)];
    if (source === undefined || target === undefined) return [];
    return [{ from, to, start: { x: source.x + source.width / 2, y: source.y }, end: { x: target.x - target.width / 2, y: target.y } }];
  });
}

/** Packages that neither need another one here nor are needed, in rows below the graph. */
function inRows(boxes: readonly Box[], top: number, width: number): { readonly boxes: readonly Box[]; readonly height: number } {
  let [left, y] = [GAP, top];
  const placed = boxes.map((box) => {
    if (left + box.width + GAP > width && left > GAP) [left, y] = [GAP, y + HEIGHT + GAP];
    const at = { ...box, x: left + box.width / 2, y: y + HEIGHT / 2 };
    left += box.width + GAP;
    return at;
  });
  return { boxes: placed, height: placed.length === 0 ? 0 : y - top + HEIGHT + GAP };
}

/** Where each package stands: what asks on the left, what is needed to its right. */
export function drawingOf(view: PageView): Drawing {
  const kept = drawn(view);
  const edges = view.edges.filter(({ from, to }) => kept.has(from) && kept.has(to));
  const linked = new Set(edges.flatMap(({ from, to }) => [from, to]));
  const boxes = view.packages.filter(({ index }) => kept.has(index)).map((item, _, all) => boxOf(item, all));
  const graph = linked.size === 0 ? { boxes: [], arrows: [], width: 0, height: GAP } : layered(boxes.filter((box) => linked.has(box.package.index)), edges);
  const width = Math.max(graph.width, ROW_WIDTH);
  const rows = inRows(boxes.filter((box) => !linked.has(box.package.index)), graph.height, width);
  return { boxes: [...graph.boxes, ...rows.boxes], arrows: graph.arrows, width: Math.ceil(width), height: Math.ceil(graph.height + rows.height), leftOut: view.packages.length - kept.size };
}
