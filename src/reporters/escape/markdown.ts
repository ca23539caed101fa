import { escapeForTerminal } from './terminal.js';

// The ASCII punctuation that Markdown, a table or HTML gives a meaning to inside a line. As an entity it is never more than text (CommonMark, 2.5).
const ACTIVE = /[!#$&*<>@[\\\]^_`{|}~]|:(?=[/\w+-]+:|\/)/g;
// Hosts make links and mentions of what they find in the finished text; a comment in the middle parts it and shows nothing.
const APART = '<!-- -->';

const entity = (text: string): string => `&#${text.codePointAt(0)};`;

function parted(text: string): string {
  return text
    .replace(ACTIVE, entity)
    .replace(/&#(?:64|35);(?=[\p{L}\p{N}_-])/gu, `$&${APART}`)
    .replace(/\/(?=\/)/g, `$&${APART}`)
    .replace(/\bwww\./gi, (start) => `${start.slice(0, 3)}&#46;`)
    .replace(/\bGH-(?=\d)/gi, `$&${APART}`);
}

/**
 * Makes text of packages, indexes, tools and models safe inside a line of Markdown, in a table cell as well: it stays one line of plain text,
 * without links, mentions, code or HTML. `width` cuts it (default 1,000 characters).
 */
export function escapeForMarkdown(text: string, width = 1_000): string {
  return parted(escapeForTerminal(text, { width }));
}

/** The same in the letters of code. A code span of backticks cannot hold every text inside a table cell. */
export function markdownCode(text: string, width = 1_000): string {
  return `<code>${escapeForTerminal(text, { width }).replace(ACTIVE, entity)}</code>`;
}
