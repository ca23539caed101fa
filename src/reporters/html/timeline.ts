import { STANDING_WORDS } from '../words/standing.js';
import { markup, nothing, type Html } from './tag.js';
import type { PackageView, PageView } from './view.js';

const WIDTH = 1_000;
const SIDE = 24;
const STEP = 12;
const AXIS = 28;
const DAY_MS = 86_400_000;

interface Release {
  readonly package: PackageView;
  /** Milliseconds since 1970. */
  readonly at: number;
}

interface Scale {
  readonly from: number;
  readonly to: number;
}

/** A day as people write it to each other across borders. */
export const dayOf = (at: number): string => new Date(at).toISOString().slice(0, 10);

function releasesOf({ packages }: PageView): readonly Release[] {
  const known = packages.flatMap((item): Release[] => {
    const at = item.decision.report.project?.releasedAt ?? null;
    return at === null ? [] : [{ package: item, at }];
  });
  return known.toSorted((a, b) => a.at - b.at);
}

const place = (at: number, { from, to }: Scale): number => Math.round(SIDE + ((at - from) / Math.max(1, to - from)) * (WIDTH - 2 * SIDE));

/** Years, or months where all releases lie within two years. */
function ticks({ from, to }: Scale): readonly { readonly at: number; readonly label: string }[] {
  const [first, last] = [new Date(from), new Date(to)];
  const months = to - from < 2 * 365 * DAY_MS ? 3 : 12;
  const every = months === 12 ? Math.ceil((last.getUTCFullYear() - first.getUTCFullYear() + 1) / 14) * 12 : months;
  const list: { readonly at: number; readonly label: string }[] = [];
  for (let month = first.getUTCFullYear() * 12; month <= last.getUTCFullYear() * 12 + 11; month += every) {
    const at = Date.UTC(Math.floor(month / 12), month % 12, 1);
    if (at >= from && at <= to) list.push({ at, label: every < 12 ? dayOf(at).slice(0, 7) : String(Math.floor(month / 12)) });
  }
  return list;
}

/** Dots that would cover one another stand above one another. */
function stacked(releases: readonly Release[], scale: Scale): readonly { readonly release: Release; readonly x: number; readonly level: number }[] {
  const full = new Map<number, number>();
  return releases.map((release) => {
    const column = Math.round(place(release.at, scale) / STEP);
    const level = full.get(column) ?? 0;
    full.set(column, level + 1);
    return { release, x: column * STEP, level };
  });
}

/** When the versions were released, a dot each; nothing where fewer than two dates are known. */
export function timelineSection(view: PageView): Html {
  const releases = releasesOf(view);
  const [first, last] = [releases[0], releases.at(-1)];
  if (first === undefined || last === undefined || releases.length < 2) return nothing;
  const scale = { from: first.at, to: Math.max(last.at, view.run.finishedAtMs) };
  const dots = stacked(releases, scale);
  const floor = 14 + Math.max(...dots.map(({ level }) => level)) * STEP;
  const height = floor + AXIS;
  return markup`<section aria-labelledby="time-title" id="timeline"><h2 id="time-title">When they were released</h2>
<p class="hint">${releases.length} of ${view.packages.length} versions with a known date, from ${dayOf(first.at)} to ${dayOf(last.at)}. Young releases deserve a second look.</p>
<div class="scroll" tabindex="0" role="region" aria-label="Timeline of releases"><svg class="timeline" width="${WIDTH}" height="${height}" viewBox="0 0 ${WIDTH} ${height}" role="group" aria-label="Releases over time">
<path class="axis" d="M${SIDE} ${floor + 8}H${WIDTH - SIDE}"/>
${ticks(scale).map(({ at, label }) => markup`<path class="axis" d="M${place(at, scale)} ${floor + 8}v5"/><text x="${place(at, scale)}" y="${floor + 25}" text-anchor="middle">${label}</text>`)}
${dots.map(({ release, x, level }) => {
  const words = `${release.package.title}: released ${dayOf(release.at)}, ${STANDING_WORDS[release.package.standing]}`;
  return markup`<a class="dot ${release.package.standing}" href="#p${release.package.index}" aria-label="${words}"><title>${words}</title><circle cx="${x}" cy="${floor - level * STEP}" r="5"/></a>`;
})}</svg></div></section>
`;
}
