import type { Decision } from '../../core/decision.js';
import type { Finding } from '../../core/finding.js';
import { webAddresses } from '../escape/web-address.js';
import { gravestFirst, headline, isRemarkable, ownReasons, placeOf } from '../words/findings.js';
import { STANDING_WORDS } from '../words/standing.js';
import { waivedWords } from '../words/waived.js';
import { SIGNS } from './graph.js';
import { markup, nothing, type Html } from './tag.js';
import { dayOf } from './timeline.js';
import type { PackageView, PageView } from './view.js';

const LONGEST_CODE = 400;
const MOST_FINDINGS = 200;

const row = (name: string, value: Html | null): Html => (value === null ? nothing : markup`<dt>${name}</dt><dd>${value}</dd>`);
const known = (value: string | number | null | undefined): Html | null => (value === null || value === undefined || value === '' ? null : markup`${value}`);

function links(places: readonly number[], { packages }: PageView): Html | null {
  const found = places.flatMap((place) => packages[place] ?? []);
  return found.length === 0 ? null : markup`${found.map(({ index, title }, position) => markup`${position > 0 ? ', ' : ''}<a href="#p${index}">${title}</a>`)}`;
}

function released({ decision }: PackageView): Html | null {
  const { releasedAt = null, firstReleaseAt = null } = decision.report.project ?? {};
  if (releasedAt === null) return null;
  return markup`${dayOf(releasedAt)}${firstReleaseAt === null || firstReleaseAt === releasedAt ? '' : ` (first release ${dayOf(firstReleaseAt)})`}`;
}

function facts(item: PackageView, view: PageView): Html {
  const { decision: { report: { artifact }, score, risk }, anchor } = item;
  return markup`<dl>${[
    row('File', markup`<code>${artifact.shownAs}</code>`),
    row('Built from', artifact.builtFrom === undefined ? null : markup`<code>${artifact.builtFrom.shownAs}</code>`),
    row('Needed to build', known(artifact.neededToBuild)),
    row('SHA-256', markup`<code class="hash">${artifact.sha256}</code>`),
    row('Asked for in', anchor === null ? null : markup`<code>${`${anchor.file}:${anchor.line}`}</code>${anchor.by === null ? '' : `, through ${anchor.by}`}`),
    row('Released', released(item)),
    row('Needs', links(item.needs, view)),
    row('Needed by', links(item.neededBy, view)),
    row('Score', known(`${score.toFixed(2)}${risk === null ? '' : `, risk ${Math.round(risk)} of 100`}`)),
  ]}</dl>`;
}

function trace({ trace: steps = [], file }: Finding): Html {
  if (steps.length === 0) return nothing;
  return markup`<ol class="trace">${steps.map((step) => markup`<li><code>${`${step.file ?? file ?? ''}:${step.line}`}</code> ${step.what}</li>`)}</ol>`;
}

function advisoryLines({ advisory }: Finding): Html {
  if (advisory === undefined) return nothing;
  const addresses = webAddresses(advisory.references).slice(0, 5);
  const also = advisory.aliases.length === 0 ? '' : ` (also ${advisory.aliases.join(', ')})`;
  return markup`<p class="why">${advisory.id}${also}: affects ${advisory.affected}; ${advisory.fixedIn === null ? 'no fixed version is known' : `fixed in ${advisory.fixedIn}`}.${addresses.map((url) => markup` <a href="${url}" rel="noopener noreferrer nofollow">${url}</a>`)}</p>`;
}

function findingItem(finding: Finding, waived: string): Html {
  const place = placeOf(finding);
  return markup`<li class="finding"><p><span class="severity ${finding.severity}">${finding.severity}</span> ${finding.message} <span class="rule">${finding.rule}${waived === '' ? '' : `, ${waived}`}</span></p>${[
    place === '' ? nothing : markup`<p class="place"><code>${place}</code></p>`,
    finding.snippet === undefined ? nothing : markup`<pre tabindex="0"><code>${finding.snippet.trim().slice(0, LONGEST_CODE)}</code></pre>`,
    trace(finding),
    finding.why === undefined ? nothing : markup`<p class="why">${finding.why.replace(/\s+/g, ' ')}</p>`,
    advisoryLines(finding),
    finding.advice === undefined ? nothing : markup`<p class="next"><strong>Next:</strong> ${finding.advice}</p>`,
  ]}</li>`;
}

function findingList(decision: Decision): Html {
  const findings = gravestFirst(decision.report).filter(isRemarkable);
  const more = findings.length - MOST_FINDINGS;
  return findings.length === 0 ? nothing : markup`<ul class="findings">${findings.slice(0, MOST_FINDINGS).map((finding) => findingItem(finding, waivedWords(decision, finding)))}${more > 0 ? markup`<li>and ${more} more</li>` : nothing}</ul>`;
}

function capabilities(findings: readonly Finding[]): Html {
  if (findings.length === 0) return nothing;
  return markup`<details class="capabilities"><summary>For information (${findings.length})</summary><ul>${findings.slice(0, MOST_FINDINGS).map((finding) => markup`<li>${placeOf(finding) === '' ? nothing : markup`<code>${placeOf(finding)}</code> `}${finding.message}</li>`)}</ul></details>`;
}

/** What the search looks through. */
function searchText({ title, decision }: PackageView): string {
  const { report } = decision;
  return [title, report.artifact.shownAs, headline(decision), ...report.findings.flatMap(({ rule, advisory }) => [rule, advisory?.id ?? ''])].join(' ').toLowerCase().slice(0, 2_000);
}

/** One package: its verdict in the open, its findings, code and neighbours unfolded on demand. */
export function packageItem(item: PackageView, view: PageView): Html {
  const { decision, standing, index, title } = item;
  const { report } = decision;
  const reason = headline(decision);
  const gaps = report.gaps.map(({ what, why }) => markup`<li>could not check <code>${what}</code>: ${why}</li>`);
  const remarks = ownReasons(decision).map((words) => markup`<li>${words}</li>`);
  return markup`<details class="package ${standing}" id="p${index}" data-standing="${standing}" data-search="${searchText(item)}">
<summary><span class="badge ${standing}">${SIGNS[standing]} ${STANDING_WORDS[standing]}</span> <span class="name">${title}</span>${reason === '' ? nothing : markup` <span class="reason">${reason}</span>`}</summary>
<div class="body">${facts(item, view)}${findingList(decision)}${remarks.length + gaps.length === 0 ? nothing : markup`<ul>${[...remarks, ...gaps]}</ul>`}${capabilities(report.findings.filter((finding) => !isRemarkable(finding)))}</div></details>
`;
}
