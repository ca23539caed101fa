import { isExample } from '../core/examples.js';
import { defineRule } from '../core/rule.js';

export default defineRule({
  kind: 'content',
  title: 'A data file holds the token of a chat bot or a webhook',
  docs: `With a token in a file of its own a package can write to a chat that only its author reads, and the code beside it shows none. Published settings should hold no token at all, so an honest one is a leak that its owner wants to know of.

What to do: find out what reads the file; where the package is your own, revoke the token.

Out of scope: placeholders that are no whole token, larger files, and tests and manuals, where one is only listed. Python code and machine code have rules of their own.`,

  check: ({ texts, path, kind }) => {
    if (kind === 'native' || kind === 'python') return [];
    return texts.filter(({ mark }) => mark === 'drop-token').map(({ name, line }) => ({ severity: isExample(path) ? 'low' : 'medium', isStrong: !isExample(path), message: `the file holds ${name}`, at: { line } }) as const);
  },
});
