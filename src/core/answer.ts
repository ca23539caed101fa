/** Rows whose columns stand below each other; of a row with one cell that is a sentence. The last column is broken into lines where it is long. */
export interface AnswerGroup {
  readonly title?: string;
  readonly rows: readonly (readonly string[])[];
}

/** What a command that judges nothing has to tell. Its texts may hold whatever users and packages wrote: reporters escape them. */
export interface Answer {
  readonly groups: readonly AnswerGroup[];
  /** What stands beside the answer, on standard error. */
  readonly warnings?: readonly string[];
  /** The same for programs. Fields are added, never changed. */
  readonly document: Readonly<Record<string, unknown>>;
}

/** An answer that is nothing but what was done. */
export const told = (messages: readonly string[]): Answer => sentences(messages, { messages });

/** An answer of sentences alone. */
export function sentences(texts: readonly string[], document: Answer['document']): Answer {
  return { groups: [{ rows: texts.map((text) => [text]) }], document };
}
