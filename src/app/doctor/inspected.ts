/** One thing that depsec works with. */
export interface Inspected {
  readonly what: string;
  readonly found: string;
  /** What would mend or better it; null where nothing has to be done. */
  readonly remedy: string | null;
  /** Nothing can be installed without it. */
  readonly isNeeded: boolean;
}

/** Something that is as it should be. */
export const inOrder = (what: string, found: string): Inspected => ({ what, found, remedy: null, isNeeded: false });

/** Something that depsec does without, though not as well. */
export const lacking = (what: string, found: string, remedy: string): Inspected => ({ what, found, remedy, isNeeded: false });
