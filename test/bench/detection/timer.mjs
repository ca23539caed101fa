import { statSync } from 'node:fs';
import { basename } from 'node:path';
import { Worker } from 'node:worker_threads';

const LONGEST_MS = 120_000;

/** Times the analysis of one archive after the other in one thread of depsec's own analysis, started once. */
export function createTimer(entry) {
  let worker = null;
  const start = () => {
    worker ??= new Worker(entry, { resourceLimits: { maxOldGenerationSizeMb: 768 } });
    return worker;
  };
  const stop = async () => {
    const old = worker;
    worker = null;
    await old?.terminate();
  };
  const analyse = (path) =>
    new Promise((done) => {
      const thread = start();
      const guard = setTimeout(() => finish(false), LONGEST_MS);
      // Signs of life come in between.
    const onMessage = (message) => { if (!('isAlive' in message)) finish(true); };
      const onEnd = () => finish(false);
      function finish(isFine) {
        clearTimeout(guard);
        thread.off('message', onMessage).off('error', onEnd).off('exit', onEnd);
        done(isFine);
      }
      thread.on('message', onMessage).on('error', onEnd).on('exit', onEnd);
      thread.postMessage({ path, fileName: basename(path), bytes: statSync(path).size, name: 'timed', version: '', subdirectory: '' });
    });
  return {
    async time(path) {
      const began = performance.now();
      const isFine = await analyse(path);
      const spent = performance.now() - began;
      if (!isFine) await stop();
      return spent;
    },
    close: stop,
  };
}
