import type { Observer } from '../app/observer.js';
import type { GlobalFlags } from '../app/request.js';
import type { Workshop } from '../app/workshop.js';
import { UserError } from '../core/errors.js';
import type { Explanation } from '../core/explanation.js';
import type { Look } from '../core/run.js';
import { explanationJson } from '../reporters/explain/json.js';
import { explanationTable } from '../reporters/explain/table.js';
import { deliver, plain } from './deliver.js';
import { inWorkshop, withProgress } from './judge-and-show.js';
import { lookOf } from './look.js';
import { tolerateClosedPipes } from './streams.js';

const FORMATS: Readonly<Record<string, (explanation: Explanation, look: Look) => string>> = { table: explanationTable, json: explanationJson };

function formatFor(format: string): (explanation: Explanation, look: Look) => string {
  const render = Object.hasOwn(FORMATS, format) ? FORMATS[format] : undefined;
  if (!render) throw new UserError('bad-arguments', `no format named ${JSON.stringify(format)} for explanations`, { hint: `there are: ${Object.keys(FORMATS).join(', ')}` });
  return render;
}

/** Delivers an explanation. Returns the exit code, which is always 0: explaining a block is no gate. */
export async function showExplanation(flags: GlobalFlags, explanation: Explanation): Promise<number> {
  tolerateClosedPipes();
  const look = lookOf(process.stdout, flags);
  for (const { format, file } of flags.reportFiles) await deliver(formatFor(format)(explanation, plain(look)), file);
  await deliver(formatFor(flags.format)(explanation, flags.output === null ? look : plain(look)), flags.output);
  return 0;
}

interface Explaining {
  /** What needs nothing to be opened, or null. */
  readonly atOnce: () => Explanation | null;
  readonly inShop: (shop: Workshop, observer: Observer) => Promise<Explanation>;
}

/** Finds an explanation and delivers it. Returns the exit code. */
export async function explainAndShow(flags: GlobalFlags, { atOnce, inShop }: Explaining): Promise<number> {
  tolerateClosedPipes();
  for (const format of [flags.format, ...flags.reportFiles.map((each) => each.format)]) formatFor(format);
  const explanation = atOnce() ?? (await inWorkshop(flags, (shop) => withProgress(flags, (observer) => inShop(shop, observer))));
  return await showExplanation(flags, explanation);
}
