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

export interface Line extends Edge {
  readonly points: readonly Point[];
}

export interface Drawing {
  readonly boxes: readonly Box[];
  readonly lines: readonly Line[];
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

function boxOf(item: PackageView): Box {
  const { name } = item.decision.report.artifact;
  const label = name.length > LONGEST_LABEL ? `${name.slice(0, LONGEST_LABEL - 1)}…` : name;
  return { package: item, label, width: Math.round((label.length + 2) * LETTER + 16), height: HEIGHT, x: 0, y: 0 };
}

function layered(boxes: readonly Box[], edges: readonly Edge[]): Omit<Drawing, 'leftOut'> {
  const graph = new Graph({ directed: true });
  graph.setGraph({ rankdir: 'LR', nodesep: GAP, ranksep: 60, marginx: GAP, marginy: GAP });
  graph.setDefaultEdgeLabel(() => ({}));
  for (const box of boxes) graph.setNode(String(box.package.index), { width: box.width, height: box.height });
  for (const { from, to } of edges) graph.setEdge(String(from), String(to));
  layout(graph);
  const { width = 0, height = 0 } = graph.graph();
  return {
    width, height,
    boxes: boxes.map((box) => {
      const { x = 0, y = 0 } = graph.node(String(box.package.index));
      return { ...box, x, y };
    }),
    lines: edges.map(({ from, to }) => ({ from, to, points: graph.edge(String(from), String(to)).points ?? [] })),
  };
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
  const boxes = view.packages.filter(({ index }) => kept.has(index)).map(boxOf);
  const graph = linked.size === 0 ? { boxes: [], lines: [], width: 0, height: GAP } : layered(boxes.filter((box) => linked.has(box.package.index)), edges);
  const width = Math.max(graph.width, ROW_WIDTH);
  const rows = inRows(boxes.filter((box) => !linked.has(box.package.index)), graph.height, width);
  return { boxes: [...graph.boxes, ...rows.boxes], lines: graph.lines, width: Math.ceil(width), height: Math.ceil(graph.height + rows.height), leftOut: view.packages.length - kept.size };
}
