/** What was given on the command line, by option name without dashes, in order; a flag has the value ''. */
export type GivenOptions = Map<string, string[]>;

export type CommandName =
  | 'install' | 'audit' | 'run' | 'scan' | 'report' | 'monitor' | 'generate-constraints' | 'explain' | 'rules list' | 'doctor' | 'pip' | 'pip download' | 'pip wheel' | 'shim install' | 'shim remove' | 'shim renew'
  | 'waive' | 'log' | 'config show' | 'config path' | 'init' | 'cache stats' | 'cache clear' | 'cache prune' | 'update-db' | 'verify' | 'completion'
  | 'quarantine list' | 'quarantine inspect' | 'quarantine release' | 'quarantine remove';
