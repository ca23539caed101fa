import { escapeForHtml } from '../escape/html.js';

/** Text that is HTML already, and told from plain text by being no string. */
export interface Html {
  readonly html: string;
}

/** What may stand in a template: HTML goes in as it is, all else is escaped; null and an empty list are nothing. */
export type Piece = Html | readonly Html[] | string | number | null;

/** Marks a constant of ours as HTML. Never for anything that a package, an index or a tool had a part in. */
export const own = (html: string): Html => ({ html });

export const nothing: Html = own('');

function written(piece: Piece): string {
  if (piece === null) return '';
  if (typeof piece === 'string') return escapeForHtml(piece);
  if (typeof piece === 'number') return String(piece);
  return 'html' in piece ? piece.html : piece.map(({ html }) => html).join('');
}

/** A template whose holes cannot break out: only what another template made, or `own` marked, is taken as HTML. Attributes must stand in double quotes. */
export function markup(strings: TemplateStringsArray, ...pieces: readonly Piece[]): Html {
  return own(strings.map((text, index) => text + (index < pieces.length ? written(pieces[index] ?? null) : '')).join(''));
}
