import { killMonitor, openReceiver } from '../../support/runs/killed-monitor.js';
import { startIndex } from '../../support/servers/index-server.js';
import { sitePackages } from '../../support/runs/python.js';
import { sandboxOn } from '../../support/runs/sandbox.js';
import { withoutPip } from '../../support/runs/without-pip.js';
import { broke, held, oneByOne, type Family, type Outcome, type Place } from '../family.js';
import type { Random } from '../random.js';

/** Changes of the environment in one case, and as many kills. */
const ROUNDS = 3;

async function inGarden(random: Random, { ground }: Place, indexUrl: string): Promise<Omit<Outcome, 'seed'>> {
  const [box, receiver] = [sandboxOn(ground), await openReceiver()];
  try {
    await box.pip(['install', '-q', '-i', indexUrl, 'petals']);
    withoutPip(sitePackages(box.venv, ground.python));
    const watched = await killMonitor({ box, receiver, rounds: ROUNDS }, () => random.below(2_500));
    return watched.problem === null ? held(`${watched.reported} killed when they had reported`) : broke(watched.problem);
  } finally {
    box.remove();
    receiver.server.closeAllConnections();
    receiver.server.close();
  }
}

export const watchers: Family = {
  promise: 'a monitor that is killed at any moment tells each change once, to the file and to the receiver',
  ordinary: 1,
  variety: 1,
  open: async (place) => {
    const index = await startIndex({ files: place.ground.files, metadata: true });
    return { attempt: oneByOne((random) => inGarden(random, place, index.url)), close: index.close };
  },
};
