import { createHash } from 'node:crypto';
import type { Run } from '../../core/run.js';
import { tally } from '../counts/tally.js';
import { countWords } from '../words/counts.js';
import { graphSection } from './graph.js';
import { packageItem } from './package.js';
import { remarksSection } from './remarks.js';
import { SCRIPT } from './script.js';
import { STYLE } from './style.js';
import { markup, nothing, own, type Html } from './tag.js';
import { timelineSection } from './timeline.js';
import { viewOf, type PackageView, type PageView } from './view.js';
import type { Standing } from '../words/standing.js';

const hashOf = (text: string): string => `'sha256-${createHash('sha256').update(text).digest('base64')}'`;

/** Nothing is loaded from anywhere, and no script or style but these two runs, whatever a hole in the escaping would let in. */
const POLICY = own(`default-src 'none'; script-src ${hashOf(SCRIPT)}; style-src ${hashOf(STYLE)}; base-uri 'none'; form-action 'none'`);

const RANK: Readonly<Record<Standing, number>> = { blocked: 0, quarantined: 0, warned: 1, safe: 2 };

function counts({ run, packages }: PageView): Html {
  const { safe, warned, blocked } = tally(run.decisions);
  return markup`<ul class="counts" aria-label="Verdicts"><li class="blocked"><strong>${blocked}</strong> blocked</li><li class="warned"><strong>${warned}</strong> ${warned === 1 ? 'warning' : 'warnings'}</li><li class="safe"><strong>${safe}</strong> safe</li><li><strong>${packages.length}</strong> in all</li></ul>`;
}

/** The parts of the page, each only where it is there. */
function navigation(parts: readonly (readonly [id: string, label: string, part: Html])[]): Html {
  return markup`<nav aria-label="Parts of this page">${parts.filter(([, , part]) => part !== nothing).map(([id, label]) => markup`<a href="#${id}">${label}</a> `)}</nav>`;
}

function controls(): Html {
  const boxes = [['blocked quarantined', 'Blocked'], ['warned', 'Warnings'], ['safe', 'Safe']] as const;
  return markup`<div class="controls" hidden><label for="search">Search</label><input type="search" id="search" placeholder="name, rule or advisory" autocomplete="off" spellcheck="false">
<fieldset id="filters"><legend>Show</legend>${boxes.map(([value, label]) => markup`<label><input type="checkbox" value="${value}" checked> ${label}</label>`)}</fieldset>
<span id="count" role="status"></span></div>`;
}

function packagesSection(view: PageView): Html {
  const sorted: readonly PackageView[] = view.packages.toSorted((a, b) => RANK[a.standing] - RANK[b.standing]);
  return markup`<section aria-labelledby="packages-title" id="packages"><h2 id="packages-title">Packages</h2>
${controls()}
${sorted.map((item) => packageItem(item, view))}</section>
`;
}

function heading({ run }: PageView): Html {
  const when = new Date(run.finishedAtMs).toISOString().slice(0, 16).replace('T', ' ');
  return markup`<header><h1>depsec report</h1><p class="meta">${countWords(run)}<br>depsec ${run.depsecVersion} · ${run.command} · ${when} UTC · rules ${run.ruleset}</p></header>`;
}

/** The whole page, with everything that it needs in it. */
export function renderPage(run: Run): string {
  const view = viewOf(run);
  const parts = [
    ['packages', 'Packages', packagesSection(view)],
    ['graph', 'Who needs whom', graphSection(view)],
    ['timeline', 'Releases', timelineSection(view)],
    ['remarks', 'Remarks', remarksSection(run)],
  ] as const;
  const page = markup`<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta http-equiv="Content-Security-Policy" content="${POLICY}">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="referrer" content="no-referrer">
<title>depsec report: ${countWords(run)}</title>
<style>${own(STYLE)}</style>
</head>
<body>
<a class="skip" href="#packages">Skip to the packages</a>
${heading(view)}
<main>
${counts(view)}${navigation(parts)}
${parts.map(([, , part]) => part)}</main>
<footer><p>Made by depsec. This page holds everything it shows and asks for nothing.</p></footer>
<script>${own(SCRIPT)}</script>
</body>
</html>
`;
  return page.html;
}
