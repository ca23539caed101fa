/** Why an archive is refused. Closed: every check family has its own members, so that a report can tell them apart. */
export type RefusalCode =
  | 'not-an-archive'
  | 'unsupported-compression'
  | 'unreadable'
  | 'truncated'
  | 'malformed'
  // Names.
  | 'bad-name'
  | 'nul-in-name'
  | 'control-in-name'
  | 'undecodable-name'
  | 'backslash-in-name'
  | 'absolute-name'
  | 'drive-name'
  | 'traversal'
  | 'reserved-name'
  | 'stream-name'
  | 'long-name'
  | 'deep-name'
  | 'duplicate-name'
  | 'case-collision'
  | 'unicode-collision'
  | 'trimmed-collision'
  | 'file-and-folder'
  // Kinds of members.
  | 'link'
  | 'special-file'
  | 'sparse'
  | 'encrypted'
  | 'unknown-method'
  // Structure.
  | 'header-mismatch'
  | 'two-names'
  | 'zip64-mismatch'
  | 'pax-header'
  | 'extension-headers'
  | 'impossible-number'
  | 'size-mismatch'
  | 'checksum'
  | 'wrong-count'
  | 'several-volumes'
  | 'second-end-record'
  | 'prefixed-data'
  | 'hidden-data'
  | 'trailing-data'
  | 'overlap'
  | 'concatenated'
  | 'several-gzip-members'
  | 'two-formats'
  // Limits.
  | 'ratio'
  | 'large-dictionary'
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
