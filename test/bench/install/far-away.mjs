// A server that is far away: whatever it says comes later, and each connection brings only so much.
import { connect, createServer } from 'node:net';

const CHUNK = 64 * 1024;
const MOST_WAITING = 16;
const wait = (milliseconds) => new Promise((done) => { setTimeout(done, milliseconds); });

/** Passes on what `from` says to `to`, each part `latencyMs` after it came and no faster than the connection carries. */
function carry(from, to, { latencyMs, bytesPerSecond }) {
  const waiting = [];
  let [free, isCarrying] = [0, false];
  async function passOn() {
    isCarrying = true;
    for (let next = waiting.shift(); next !== undefined && !to.destroyed; next = waiting.shift()) {
      free = Math.max(free, next.due) + (next.part.length / bytesPerSecond) * 1_000;
      const early = free - performance.now();
      if (early > 1) await wait(early);
      if (waiting.length < MOST_WAITING) from.resume();
      if (!to.write(next.part)) await new Promise((done) => { to.once('drain', done).once('close', done); });
    }
    isCarrying = false;
    if (from.readableEnded) to.end();
  }
  from.on('data', (data) => {
    const due = performance.now() + latencyMs;
    for (let at = 0; at < data.length; at += CHUNK) waiting.push({ part: data.subarray(at, at + CHUNK), due });
    if (waiting.length >= MOST_WAITING) from.pause();
    if (!isCarrying) void passOn();
  });
  from.on('end', () => { if (!isCarrying) to.end(); });
  from.resume();
}

/** Listens on the loopback for a server on `port`. `roundTripMs` is what a request waits at least, a new connection twice that. */
export async function farAway(port, { roundTripMs, bytesPerSecond }) {
  const half = { latencyMs: roundTripMs / 2, bytesPerSecond };
  const server = createServer((near) => {
    const far = connect(port, '127.0.0.1');
    const end = () => { near.destroy(); far.destroy(); };
    for (const socket of [near, far]) socket.setNoDelay(true).on('error', end).on('close', () => setTimeout(end, 1_000));
    // Setting up the connection is a round trip of its own.
    near.pause();
    void wait(roundTripMs).then(() => {
      carry(near, far, half);
      carry(far, near, half);
    });
  });
  await new Promise((done) => { server.listen(0, '127.0.0.1', done); });
  return { port: server.address().port, close: () => new Promise((done) => { server.close(done); }) };
}
