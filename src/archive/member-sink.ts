import { createHash, hash as hashOnce, type Hash } from 'node:crypto';
import { isSha256, type Sha256 } from '../core/artifact.js';
import { limits } from './limits.js';
import type { MemberContent, MemberPlan } from './member.js';
import { ArchiveRefusal } from './refusal.js';

export interface MemberSink {
  readonly write: (chunk: Buffer) => void;
  /** Refuses (`size-mismatch`) when the bytes written are not as many as the archive said. */
  readonly end: () => MemberContent;
}

/** Takes the bytes of one member as they come, of any size, and keeps what the plan wants: head, content, digest. */
export function createMemberSink(plan: MemberPlan): MemberSink {
  const digest = plan.digest ? createDigest(plan.bytes) : null;
  const kept: Buffer[] = [];
  const head = createHead();
  let bytes = 0;
  return {
    write: (chunk) => {
      bytes += chunk.length;
      if (bytes > plan.bytes) throw sizeMismatch(plan);
      head.write(chunk);
      digest?.write(chunk);
      if (plan.content) kept.push(chunk);
    },
    end: () => {
      if (bytes !== plan.bytes) throw sizeMismatch(plan);
      return {
        path: plan.path,
        bytes,
        head: head.bytes(),
        content: plan.content ? joined(kept) : null,
        sha256: digest === null ? null : digest.end(),
        linkTo: null,
      };
    },
  };
}

/** A link that stays inside its archive: listed, never followed. */
export function linkMember(path: string, linkTo: string): MemberContent {
  return { path, bytes: 0, head: Buffer.alloc(0), content: null, sha256: null, linkTo };
}

// The head is copied: a view would keep a whole chunk alive for as long as somebody holds the head.
function createHead(): { readonly write: (chunk: Buffer) => void; readonly bytes: () => Buffer } {
  const parts: Buffer[] = [];
  let missing: number = limits.headBytes;
  return {
    write: (chunk) => {
      if (missing === 0) return;
      const part = Buffer.from(chunk.subarray(0, missing));
      missing -= part.length;
      parts.push(part);
    },
    bytes: () => joined(parts),
  };
}

// Most members come whole, and hashing one in a single call takes half as long as three calls do.
function createDigest(bytes: number): { readonly write: (chunk: Buffer) => void; readonly end: () => Sha256 } {
  let whole: string | null = null;
  let inPieces: Hash | null = null;
  return {
    write: (chunk) => {
      if (chunk.length === bytes) whole = hashOnce('sha256', chunk, 'hex');
      else (inPieces ??= createHash('sha256')).update(chunk);
    },
    end: () => digestOf(whole ?? (inPieces ?? createHash('sha256')).digest('hex')),
  };
}

function joined(parts: readonly Buffer[]): Buffer {
  const [first] = parts;
  return parts.length === 1 && first !== undefined ? first : Buffer.concat(parts);
}

function digestOf(hex: string): Sha256 {
  if (!isSha256(hex)) throw new TypeError('createHash did not make a SHA-256 digest');
  return hex;
}

function sizeMismatch(plan: MemberPlan): ArchiveRefusal {
  return new ArchiveRefusal('size-mismatch', `${plan.path}: does not hold the ${plan.bytes} bytes that the archive says`);
}
