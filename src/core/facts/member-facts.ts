/** One member of an archive, as its directory tells it. */
export interface MemberFacts {
  readonly path: string;
  readonly bytes: number;
  /** By magic bytes and suffix: Python source, other text, machine code, or anything else. */
  readonly kind: 'python' | 'text' | 'native' | 'data';
  /** How much of it is one constant, where that was looked at. */
  readonly literalBytes?: number;
}
