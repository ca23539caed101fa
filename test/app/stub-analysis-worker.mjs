// An analysis worker for tests: what it does is told by the name of the file that it is given.
import { existsSync, writeFileSync } from 'node:fs';
import { basename } from 'node:path';
import { parentPort } from 'node:worker_threads';

const EMPTY = { kind: 'wheel', name: null, version: null, findings: [], gaps: [] };

function hang() {
  for (;;) if (parentPort === null) return;
}

function exhaust() {
  const kept = [];
  for (;;) kept.push(Array.from({ length: 10_000 }, (_, index) => index + 0.5));
}

function analyse({ path }) {
  const [deed] = basename(path).split('-');
  if (deed === 'hang') hang();
  if (deed === 'exhaust') exhaust();
  if (deed === 'once' && !existsSync(`${path}.tried`)) {
    writeFileSync(`${path}.tried`, '');
    hang();
  }
  return deed === 'fail' ? { error: 'no parser' } : { value: deed === 'lie' ? 'safe' : EMPTY };
}

parentPort.on('message', (task) => parentPort.postMessage(analyse(task)));
