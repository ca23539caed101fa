import { limits } from './limits.js';
import type { MemberName, MemberPlan, ReadOptions } from './member.js';

/** Decides member by member what to keep, within the text limits of one archive. */
export function createMemberPlan(options: ReadOptions): (member: MemberName) => MemberPlan {
  let textLeft = limits.textBytes;
  return ({ path, bytes }) => {
    const content = bytes <= Math.min(limits.textFileBytes, textLeft) && options.wantContent({ path, bytes });
    if (content) textLeft -= bytes;
    return { path, bytes, content, digest: options.wantDigest === true };
  };
}
