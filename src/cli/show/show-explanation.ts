import type { Observer } from '../../app/observer.js';
import type { GlobalFlags } from '../../app/request.js';
import type { Workshop } from '../../app/workshop.js';
import type { Explanation } from '../../core/explanation.js';
import { explanationJson } from '../../reporters/explain/json.js';
import { explanationTable } from '../../reporters/explain/table.js';
import { checkDelivery, deliverFormats, type Formats } from './formats.js';
import { inWorkshop, withProgress } from './judge-and-show.js';
import { noteHome } from './show-answer.js';
import { tolerateClosedPipes } from '../streams.js';

const explanationFormats: Formats<Explanation> = { table: explanationTable, json: explanationJson };

interface Explaining {
  /** What needs nothing to be opened, or null. */
  readonly atOnce: () => Explanation | null;
  readonly inShop: (shop: Workshop, observer: Observer) => Promise<Explanation>;
}

/** Finds an explanation and delivers it. Returns the exit code, which is always 0: explaining a block is no gate. */
export async function explainAndShow(flags: GlobalFlags, { atOnce, inShop }: Explaining): Promise<number> {
  tolerateClosedPipes();
  await checkDelivery(explanationFormats, flags);
  const thing = atOnce() ?? (await inWorkshop(flags, (shop) => {
    noteHome(shop);
    return withProgress(flags, (observer) => inShop(shop, observer));
  }));
  await deliverFormats({ thing, formats: explanationFormats }, flags);
  return 0;
}

/** Delivers an explanation that is there already. Returns the exit code, 0. */
export async function showExplanation(flags: GlobalFlags, thing: Explanation): Promise<number> {
  tolerateClosedPipes();
  await checkDelivery(explanationFormats, flags);
  await deliverFormats({ thing, formats: explanationFormats }, flags);
  return 0;
}
