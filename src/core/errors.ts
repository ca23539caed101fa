/** What the person at the keyboard can put right. Exit code 2. */
export type UserErrorCode =
  | 'bad-arguments'
  | 'bad-config'
  | 'bad-input'
  | 'bad-package-name'
  | 'bad-requirement'
  | 'conflicting-requirements'
  | 'no-python'
  | 'old-pip'
  | 'unknown-package'
  | 'unreadable-archive'
  | 'unsafe-home'
  | 'withheld';

/** What failed outside depsec: pip, the network, the disk. Exit code 3. */
export type ToolErrorCode =
  | 'build-failed'
  | 'disk'
  | 'hash-mismatch'
  | 'index-unreachable'
  | 'install-failed'
  | 'network'
  | 'no-sandbox'
  | 'no-wheel'
  | 'resolution-failed'
  | 'spawn-failed'
  | 'stage-failed'
  | 'verification-failed';

/** Something the person running depsec can fix. `message` says what and where, `hint` what to do. */
export class UserError extends Error {
  override readonly name = 'UserError';
  readonly hint: string | undefined;
  constructor(
    readonly code: UserErrorCode,
    message: string,
    options: { readonly cause?: unknown; readonly hint?: string } = {},
  ) {
    super(message, 'cause' in options ? { cause: options.cause } : {});
    this.hint = options.hint;
  }
}

/** A tool or service that depsec cannot go on without has failed. */
export class ToolError extends Error {
  override readonly name = 'ToolError';
  readonly hint: string | undefined;
  constructor(
    readonly code: ToolErrorCode,
    message: string,
    options: { readonly cause?: unknown; readonly hint?: string } = {},
  ) {
    super(message, 'cause' in options ? { cause: options.cause } : {});
    this.hint = options.hint;
  }
}
