const MB = 1024 * 1024;

/**
 * What one archive may cost. The limits count inflated bytes and members, never time, so that a verdict does not depend
 * on a busy machine. They are far beyond any real package (threats.md, "Archives").
 */
export const limits = {
  members: 100_000,
  pathBytes: 1024,
  depth: 64,
  /** Whole content is handed over up to here; larger text comes without content. */
  textFileBytes: 10 * MB,
  /** Whole content of one archive, all text files together. */
  textBytes: 256 * MB,
  /** Code may be longer, since most of it is only looked over: one file, and all files of an archive together. */
  codeFileBytes: 64 * MB,
  codeBytes: 1024 * MB,
  /** Up to here a member is inflated in one call, beyond in chunks; one whose content is wanted always in one call. */
  wholeBytes: MB,
  /** Inflated bytes per packed byte, looked at only above `ratioFromBytes`: short runs of zeros are ordinary. */
  ratio: 100,
  ratioFromBytes: 64 * MB,
  headBytes: 4096,
  /** Central directory of a zip, or one extension header of a tar. */
  zipDirectoryBytes: 128 * MB,
  tarExtensionBytes: MB,
  /** Window of an xz or LZMA file, which is held in memory. `xz -9` asks for 64 MB. */
  dictionaryBytes: 64 * MB,
  chunkBytes: 256 * 1024,
  readAheadBytes: 256 * 1024,
} as const;
