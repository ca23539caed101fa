/** What the end of a zip file says about its central directory. Offsets in bytes from the start of the file. */
export interface ZipEnd {
  readonly entries: number;
  readonly directoryOffset: number;
  readonly directoryBytes: number;
}

/** An end, and where the first of its records starts: the directory must end there. */
export interface PlacedEnd {
  readonly values: ZipEnd;
  readonly start: number;
}
