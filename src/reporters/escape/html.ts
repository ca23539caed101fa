import { escapeForTerminal } from './terminal.js';

const ENTITIES: Readonly<Record<string, string>> = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;', "'": '&#39;', '`': '&#96;', '=': '&#61;' };

/**
 * Makes text of packages, indexes, tools and models safe as the text of an HTML element and as a quoted attribute. What is invisible or would
 * reorder the line is spelled out as on a terminal; `width` cuts it (default 2,000 characters).
 */
export function escapeForHtml(text: string, width = 2_000): string {
  return escapeForTerminal(text, { width }).replace(/[&<>"'`=]/g, (character) => ENTITIES[character] ?? '');
}
