import type { MemberName } from '../../archive/member.js';
import { isCompiledByBuild, isSmallEnough } from './member-format.js';

const MEBIBYTE = 1024 * 1024;
// Data beside the code must not cost more than the code; the first bytes of the rest are looked at all the same.
const MOST_BYTES = 8 * MEBIBYTE;

/** Says of each member in turn whether its content is kept for what it can be besides code, within limits for the archive, one for what is compiled and one for all else. Nothing is compiled of a wheel. */
export function createDataBudget({ isWheel }: { readonly isWheel: boolean }): (member: MemberName) => boolean {
  const left = { data: MOST_BYTES, compiled: isWheel ? 0 : MOST_BYTES };
  return (member) => {
    const kind = isCompiledByBuild(member.path) ? 'compiled' : 'data';
    if (member.bytes > left[kind] || !isSmallEnough(member)) return false;
    left[kind] -= member.bytes;
    return true;
  };
}
