import type { Run } from '../../core/run.js';
import { plural } from '../table/plural.js';
import { serviceGaps } from '../words/service-gaps.js';
import { markup, nothing, type Html } from './tag.js';

/** What is to be said about the run as a whole. */
export function remarksSection({ problems, notices, decisions, satisfied }: Run): Html {
  const items = [
    ...problems.map(({ what, why }) => markup`<li><strong>Cannot judge</strong> <code>${what}</code>: ${why}</li>`),
    ...serviceGaps(decisions).map(({ gap, packages }) => markup`<li><strong>Could not check</strong> ${gap.what}: ${gap.why} (${plural(packages, 'package')})</li>`),
    ...notices.map(({ level, text }) => markup`<li>${level === 'warning' ? markup`<strong>Warning:</strong> ` : nothing}${text}</li>`),
    ...(satisfied.length === 0 ? [] : [markup`<li>Already installed, and not judged: ${satisfied.map(({ name, version }) => `${name} ${version}`.trim()).join(', ')}</li>`]),
  ];
  return items.length === 0 ? nothing : markup`<section aria-labelledby="remarks-title" id="remarks"><h2 id="remarks-title">Remarks</h2><ul>${items}</ul></section>
`;
}
