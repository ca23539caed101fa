import { noNetrc } from '../../config/netrc.js';
import { resolveIndexes } from '../../config/indexes.js';
import { readPipConfig } from '../../config/pip-config/read.js';
import type { PackageName } from '../../core/name.js';
import { createDailyAsker } from '../../sources/index-metadata/daily-asker.js';
import { serviceHttp } from '../look-up/open-advisories.js';
import type { Workshop } from '../workshop.js';
import { askPage } from './installed-projects.js';
import { keptAnswers } from './kept-answers.js';
import type { SeenProject } from './seen-projects.js';

type Shop = Pick<Workshop, 'environment' | 'configuration' | 'cwd' | 'clock' | 'store' | 'signal' | 'projects' | 'runFolder'>;

/** The first public index that pip is configured with; null where all are the user's own. */
async function publicIndex({ environment, configuration, cwd, runFolder }: Shop): Promise<string | null> {
  // The environment itself is under suspicion, so its own pip.conf is not read: a folder without one stands for it.
  const pipConfig = await readPipConfig({ environment, sitePrefix: runFolder });
  const { indexes } = resolveIndexes({ environment, pipConfig, netrc: noNetrc, cwd, flags: {}, settings: configuration.settings });
  return indexes.find(({ isPublic, kind }) => isPublic && kind === 'http')?.url ?? null;
}

/** Asks the public index about projects that are installed already, a page each and day, and notes what it tells. What it does not have is nobody's to ask for elsewhere. */
export async function noteInstalled(names: readonly PackageName[], shop: Shop): Promise<void> {
  const index = names.length === 0 || !shop.configuration.settings.lookups ? null : await publicIndex(shop);
  if (index === null) return;
  const http = serviceHttp(shop);
  const ask = createDailyAsker({ request: http.request, ...keptAnswers(shop.store), clock: shop.clock, signal: shop.signal });
  const note = async (project: PackageName): Promise<void> => {
    const answer = await askPage(ask, project, index);
    if (answer.kind === 'absent') return;
    const { files, status } = answer.kind === 'known' ? answer.value : { files: [], status: null };
    const seen: SeenProject = { project, isPublic: true, files, status, withheld: [], ageless: [], namesake: null };
    shop.projects.note(seen, answer.kind === 'failed' ? () => Promise.resolve(answer) : null);
  };
  try {
    await Promise.all([...new Set(names)].filter((name) => !shop.configuration.settings.indexPins.has(name)).map(note));
  } finally {
    await http.close();
  }
}
