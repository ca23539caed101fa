import { UserError } from './errors.js';

/** Does several things one after the other, so that what the user can put right of all of them is told at once. */
export interface Attempts {
  /** What the work gives; nothing where the user has something to put right. Anything else is thrown on. */
  readonly attempt: <T>(work: () => T | Promise<T>) => Promise<readonly T[]>;
  /** Throws what was noted, as one error. */
  readonly finish: () => void;
}

/** Several errors as one that says all of them; its code is that of the first about an input, its hint what they agree on. */
export function joinedErrors(errors: readonly UserError[]): UserError | null {
  const [first] = errors;
  if (first === undefined || errors.length === 1) return first ?? null;
  const { code } = errors.find((error) => error.code !== 'bad-arguments') ?? first;
  return new UserError(code, [...new Set(errors.map(({ message }) => message))].join('\n'), { cause: first, ...(first.hint !== undefined && errors.every(({ hint }) => hint === first.hint) ? { hint: first.hint } : {}) });
}

/** Begins to note. */
export function createAttempts(): Attempts {
  const errors: UserError[] = [];
  return {
    async attempt(work) {
      try {
        return [await work()];
      } catch (error) {
        if (!(error instanceof UserError)) throw error;
        errors.push(error);
        return [];
      }
    },
    finish() {
      const joined = joinedErrors(errors);
      if (joined !== null) throw joined;
    },
  };
}
