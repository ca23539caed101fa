/** What a use case tells while it works. The command line shows it; tests record it. */
export interface Observer {
  /** A step begins: `Resolving flask`. */
  readonly phase: (text: string) => unknown;
  /** `done` of `total` packages are judged, `bytes` fetched so far. */
  readonly advance: (progress: { readonly done: number; readonly total: number; readonly bytes: number; readonly label: string }) => unknown;
  /** The interpreter that packages go to: shown always, since the wrong environment is the commonest mistake. */
  readonly python: (label: string, version: string) => unknown;
  /** Something about how the work is done, for `--verbose`. */
  readonly remark: (text: string) => unknown;
  /** pip's own text, for `-vv`. */
  readonly pipText: (text: string) => unknown;
}
