/** When a statement runs: while installing, when the interpreter starts, when imported, by an entry point, or only when called. */
export type When = 'install' | 'start' | 'import' | 'autoload' | 'latent';

/** What rules may ask about one Python file. Filled by src/python. */
export interface SourceFacts {
  readonly path: string;
}
