import { STANDING_WORDS, type Standing } from '../words/standing.js';
import { plural } from '../table/plural.js';
import { drawingOf, type Arrow, type Box, type Point } from './graph-layout.js';
import { markup, nothing, type Html } from './tag.js';
import type { PageView } from './view.js';

/** A verdict is told by its sign as well, for whoever does not see the colour. */
export const SIGNS: Readonly<Record<Standing, string>> = { safe: '✓', warned: '!', blocked: '✗', quarantined: '✗' };

const round = (value: number): string => String(Math.round(value * 10) / 10);
const at = ({ x, y }: Point): string => `${round(x)} ${round(y)}`;

/** Leaves and arrives level. One that goes back to an earlier column swings around. */
function pathOf({ start, end }: Arrow): string {
  const bend = Math.max(30, Math.abs(end.x - start.x) / 2);
  return `M${at(start)}C${at({ x: start.x + bend, y: start.y })} ${at({ x: end.x - bend, y: end.y })} ${at(end)}`;
}

const arrow = (each: Arrow): Html => markup`<path class="edge" data-from="${each.from}" data-to="${each.to}" d="${pathOf(each)}"/>`;

function box({ package: item, label, x, y, width, height }: Box): Html {
  const words = `${item.title}: ${STANDING_WORDS[item.standing]}, needs ${item.needs.length}, needed by ${item.neededBy.length}`;
  return markup`<a class="node ${item.standing}" href="#p${item.index}" data-node="${item.index}" aria-label="${words}"><title>${words}</title><rect x="${round(x - width / 2)}" y="${round(y - height / 2)}" width="${width}" height="${height}" rx="5"/><text x="${round(x)}" y="${round(y + 4)}" text-anchor="middle">${SIGNS[item.standing]} ${label}</text></a>`;
}

function leftOutWords(leftOut: number): Html {
  return leftOut === 0 ? nothing : markup` ${plural(leftOut, 'package')} more would not fit: drawn is what is not safe, and what leads to it.`;
}

/** The graph of dependencies as a picture whose boxes lead to the packages. */
export function graphSection(view: PageView): Html {
  if (view.packages.length === 0) return nothing;
  const { boxes, arrows, width, height, leftOut } = drawingOf(view);
  return markup`<section aria-labelledby="graph-title" id="graph"><h2 id="graph-title">Who needs whom</h2>
<p class="hint">What needs something stands to the left of it. Choose a box to see the package.${leftOutWords(leftOut)}</p>
<div class="scroll" tabindex="0" role="region" aria-label="Graph of dependencies"><svg class="graph" width="${width}" height="${height}" viewBox="0 0 ${width} ${height}" role="group" aria-label="${boxes.length} packages, ${arrows.length} dependencies">
<defs><marker id="tip" viewBox="0 0 8 8" refX="8" refY="4" markerWidth="7" markerHeight="7" orient="auto"><path class="tip" d="M0 0L8 4L0 8z"/></marker></defs>
<g>${arrows.map(arrow)}</g><g>${boxes.map(box)}</g></svg></div></section>
`;
}
