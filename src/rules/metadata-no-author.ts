import { declaredValues } from '../core/facts/declared-metadata.js';
import { defineRule } from '../core/rule.js';

export default defineRule({
  kind: 'package',
  title: 'Names neither an author nor a maintainer',
  docs: `Who publishes in good faith mostly says who they are, by name or by address. A package that names nobody is listed;
by itself this is no reason for a warning.

What to do: see on the index who uploads the project.

Out of scope: invented or copied names, placeholders left by a template, and the accounts that may upload, which only an index knows.`,

  check: ({ metadata }) => {
    if (metadata === null) return [];
    const people = declaredValues(metadata, ['author', 'author-email', 'maintainer', 'maintainer-email']);
    return people.length > 0 ? [] : [{ severity: 'low', message: 'The metadata names neither an author nor a maintainer', lack: 'an author' }];
  },
});
