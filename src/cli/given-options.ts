/** What was given on the command line, by option name without dashes, in order; a flag has the value ''. */
export type GivenOptions = Map<string, string[]>;

export type CommandName =
  | 'install' | 'audit' | 'scan' | 'report' | 'explain' | 'rules list' | 'doctor'
  | 'waive' | 'log' | 'config show' | 'config path' | 'init' | 'cache stats' | 'cache clear' | 'cache prune';
