import { limits } from './limits.js';
import type { MemberName, MemberPlan, ReadOptions } from './member.js';

/** Decides member by member what to keep, within the limits of one archive. */
export function createMemberPlan(options: ReadOptions): (member: MemberName) => MemberPlan {
  const most = options.most ?? { ofOne: limits.textFileBytes, ofAll: limits.textBytes };
  let left = most.ofAll;
  return ({ path, bytes }) => {
    const content = bytes <= Math.min(most.ofOne, left) && options.wantContent({ path, bytes });
    if (content) left -= bytes;
    return { path, bytes, content, digest: options.wantDigest === true };
  };
}
