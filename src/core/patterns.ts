/** A pattern for texts that are one of these as a whole; each is written as in a regular expression. */
export const wholly = (parts: readonly string[], flags = ''): RegExp => new RegExp(`^(?:${parts.join('|')})$`, flags);

/** A pattern for texts that hold one of these somewhere. */
export const anyOf = (parts: readonly string[], flags = ''): RegExp => new RegExp(parts.join('|'), flags);
