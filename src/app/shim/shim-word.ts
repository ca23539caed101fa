/** First word of the command lines that a shim makes; the interpreter whose pip it stands for follows, then the words for pip. */
export const SHIM_WORD = '--as-pip-of';
