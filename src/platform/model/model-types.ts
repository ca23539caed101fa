/** One question for a model, complete in itself. */
export interface ModelQuestion {
  readonly model: string;
  readonly system: string;
  readonly prompt: string;
  /** The JSON schema that the answer has to have. */
  readonly schema: Readonly<Record<string, unknown>>;
  readonly maxTokens: number;
  /** Aborted at the deadline, and when the user stops the run. */
  readonly signal: AbortSignal;
}

/** What came back. `stop` is why the model ended, as the service calls it; `tokens` were paid for, in and out. */
export interface ModelReply {
  readonly kind: 'reply';
  readonly text: string;
  readonly stop: string;
  readonly usesTools: boolean;
  readonly tokens: number;
}

/** Nothing came back that could be read. `isPermanent`: nor will it for the next question of this run. */
export interface ModelFailure {
  readonly kind: 'failure';
  readonly why: string;
  readonly isTransient: boolean;
  readonly isPermanent: boolean;
  /** Milliseconds that the service asks to be left alone for. */
  readonly retryAfterMs: number | null;
}

/** Asks once, without a second try. Never throws for what a service does. */
export type AskModel = (question: ModelQuestion) => Promise<ModelReply | ModelFailure>;
