/** What a run may spend on reviews, in tokens in and out: the cap on what it can cost. */
export interface TokenBudget {
  /** Takes so much out beforehand; false where so much is not left. */
  readonly reserve: (tokens: number) => boolean;
  /** Gives back what was reserved and takes what was really used. */
  readonly settle: (reserved: number, used: number) => void;
}

export function createTokenBudget(most: number): TokenBudget {
  let spent = 0;
  return {
    reserve(tokens) {
      if (spent + tokens > most) return false;
      spent += tokens;
      return true;
    },
    settle(reserved, used) {
      spent += used - reserved;
    },
  };
}
