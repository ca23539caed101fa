import { variableOf } from '../../config/environment.js';
import { sdkFolder } from '../../platform/model/sdk-files.js';
import { isDated } from '../look-up/age-notices.js';
import { advisoriesHere } from '../look-up/on-this-machine.js';
import { namesFile } from '../look-up/refresh-names.js';
import type { Workshop } from '../workshop.js';
import { inOrder, lacking, type Inspected } from './inspected.js';

function inspectAdvisories(shop: Workshop): Inspected {
  const here = advisoriesHere(shop);
  const found = `${here.isShipped() ? 'those that ship with depsec' : 'downloaded'}, as of ${new Date(here.asOf()).toISOString().slice(0, 10)}`;
  return isDated(here.asOf(), shop.clock.nowMs()) ? lacking('advisories', found, 'depsec update-db fetches newer ones; without them only what OSV answers is up to date') : inOrder('advisories', found);
}

function inspectNames({ home, dataFile }: Workshop): Inspected {
  const shipped = dataFile('pypi-ranks.tsv');
  return inOrder('names', `the most downloaded projects, ${namesFile(home.path, shipped) === shipped ? 'as shipped' : 'as refreshed by update-db'}`);
}

/** A review is nothing that depsec lacks: it is asked for by setting a key. */
function inspectReview({ configuration: { settings }, environment }: Workshop): Inspected {
  if (!settings.enableAi || !settings.lookups) return inOrder('review', 'no model is asked: switched off by the settings');
  if ((variableOf(environment, 'ANTHROPIC_API_KEY') ?? '').trim() === '') return inOrder('review', 'no model is asked: ANTHROPIC_API_KEY is not set');
  if (sdkFolder() !== null) return inOrder('review', 'a model reviews what is flagged: ANTHROPIC_API_KEY is set');
  return lacking('review', 'no model is asked: @anthropic-ai/sdk is not installed', 'npm install @anthropic-ai/sdk where depsec is installed (with -g for a global one)');
}

/** What depsec knows and whom it asks. */
export const inspectKnowledge = (shop: Workshop): readonly Inspected[] => [inspectAdvisories(shop), inspectNames(shop), inspectReview(shop)];
