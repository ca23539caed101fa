/** Why an archive is refused. Closed: every check family has its own members, so that a report can tell them apart. */
export type RefusalCode =
  | 'not-an-archive'
  | 'unsupported-compression'
  | 'unreadable'
  | 'truncated'
  | 'malformed'
  | 'bad-name'
  | 'absolute-name'
  | 'traversal'
  | 'long-name'
  | 'deep-name'
  | 'duplicate-name'
  | 'colliding-name'
  | 'link'
  | 'special-file'
  | 'encrypted'
  | 'unknown-method'
  | 'header-mismatch'
  | 'size-mismatch'
  | 'checksum'
  | 'wrong-count'
  | 'hidden-data'
  | 'two-formats'
  | 'ratio'
  | 'too-many-members';

/**
 * An archive that has no single reading, or that goes beyond the limits. It is refused as a whole: what one unpacker
 * sees and another does not is where code hides. `message` may quote the archive, so it is untrusted text.
 */
export class ArchiveRefusal extends Error {
  override readonly name = 'ArchiveRefusal';
  constructor(
    readonly code: RefusalCode,
    message: string,
    options: { readonly cause?: unknown } = {},
  ) {
    super(message, options);
  }
}

/** Lets refusals pass and turns what a decoder or the file system threw into one, keeping the cause. */
export function asRefusal(cause: unknown, code: RefusalCode, what: string): ArchiveRefusal {
  if (cause instanceof ArchiveRefusal) return cause;
  const reason = cause instanceof Error ? cause.message : String(cause);
  return new ArchiveRefusal(code, `${what}: ${reason}`, { cause });
}
