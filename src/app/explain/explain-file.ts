import { resolve } from 'node:path';
import { UserError } from '../../core/errors.js';
import type { ExplainedPackage } from '../../core/explanation.js';
import { untrusted } from '../../core/untrusted.js';
import type { Observer } from '../observer.js';
import { packagesIn } from '../scan/packages-in-folder.js';
import { scanEach } from '../scan.js';
import type { Workshop } from '../workshop.js';
import { explainedFinding } from './explained-finding.js';
import { sourceLines } from './source-lines.js';

// The judgement of the folder itself would say nothing of them.
async function refusePackagesAlone(given: string, cwd: string): Promise<void> {
  const [listed] = await Promise.allSettled([packagesIn(resolve(cwd, given))]);
  const first = listed.status === 'fulfilled' && !listed.value.holdsMore ? listed.value.packages[0] : undefined;
  if (first !== undefined) throw new UserError('bad-input', `${JSON.stringify(given)} holds packages, and nothing that belongs to none of them`, { hint: `name one, such as ${given.replace(/[\\/]+$/, '')}/${first}` });
}

/** Judges a file or folder as `scan` does, and shows what the verdict rests on. Throws `bad-input` (exit 2) for what is no package. */
export async function explainFile(given: string, { shop, observer }: { readonly shop: Workshop; readonly observer: Observer }): Promise<ExplainedPackage> {
  await refusePackagesAlone(given, shop.cwd);
  const run = await scanEach([given], shop, observer);
  const [decision] = run.decisions;
  if (decision === undefined) throw new UserError('bad-input', `cannot judge ${JSON.stringify(given)}: ${run.problems[0]?.why ?? 'nothing is there'}`);
  const { report, verdict, reasons } = decision;
  const lines = await sourceLines(resolve(shop.cwd, given), report.findings);
  return {
    verdict,
    name: report.artifact.name,
    version: report.artifact.version,
    file: untrusted(given),
    sha256: report.artifact.sha256,
    reasons: reasons.map(untrusted),
    judged: null,
    findings: report.findings.map((finding) => explainedFinding(finding, lines)),
    namedOnly: [],
    gaps: report.gaps,
    remarks: [],
  };
}
