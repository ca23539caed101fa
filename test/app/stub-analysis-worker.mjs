// An analysis worker for tests: what it does is told by the name of the file that it is given.
import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { parentPort } from 'node:worker_threads';

const EMPTY = { kind: 'wheel', name: null, version: null, findings: [], gaps: [] };

function hang() {
  for (;;) if (parentPort === null) return;
}

function exhaust() {
  const kept = [];
  for (;;) kept.push(Array.from({ length: 10_000 }, (_, index) => index + 0.5));
}

// The file itself holds the path of one that may be written beside it.
function analyse({ path, fileName }) {
  const [deed] = fileName.split('-');
  if (deed === 'hang') hang();
  if (deed === 'exhaust') exhaust();
  const tried = `${readFileSync(path, 'utf8')}.tried`;
  if (deed === 'once' && !existsSync(tried)) {
    writeFileSync(tried, '');
    hang();
  }
  return deed === 'fail' ? { error: 'no parser' } : { value: deed === 'lie' ? 'safe' : EMPTY };
}

parentPort.on('message', (task) => (task.stop ? process.exit() : parentPort.postMessage(analyse(task))));
