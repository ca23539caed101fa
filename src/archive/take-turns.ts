import { setImmediate } from 'node:timers/promises';
import type { MemberContent } from './member.js';

const MEMBERS_PER_TURN = 64;
const BYTES_PER_TURN = 2_000_000;

/** The same members. Reading is mostly synchronous; timers and sockets of this process get their turn in between. */
export async function* takeTurns(reader: AsyncGenerator<MemberContent>): AsyncGenerator<MemberContent> {
  let [members, bytes] = [0, 0];
  for await (const member of reader) {
    yield member;
    members += 1;
    bytes += member.bytes;
    if (members < MEMBERS_PER_TURN && bytes < BYTES_PER_TURN) continue;
    await setImmediate();
    [members, bytes] = [0, 0];
  }
}
