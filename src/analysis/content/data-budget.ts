import type { MemberName } from '../../archive/member.js';
import { isSmallEnough } from './member-format.js';

// Data beside the code must not cost more than the code; the first bytes of the rest are looked at all the same.
const MOST_BYTES = 16 * 1024 * 1024;

/** Says of each member in turn whether its content is kept for what it can be besides code, within a limit for the archive. */
export function createDataBudget(): (member: MemberName) => boolean {
  let left = MOST_BYTES;
  return (member) => {
    if (member.bytes > left || !isSmallEnough(member)) return false;
    left -= member.bytes;
    return true;
  };
}
