import { declaredValues } from '../core/facts/declared-metadata.js';
import { defineRule } from '../core/rule.js';

const LINK = /^https?:\/\/[^/\s]/i;

// `Project-URL: Source, https://…` carries a label before its first comma; the other fields hold the address alone.
const addressIn = (value: string): string => value.slice(value.search(/https?:/i)).trim();

export default defineRule({
  kind: 'package',
  title: 'Names neither a homepage nor a repository',
  docs: `Nearly every honest project tells where its source or its documentation is; throw-away malware often does not.
By itself this says little, so it is only listed.

What to do: look for the project's source before you rely on it.

Out of scope: whether the links are true or still alive, and how old the project is. That several such lacks in a project younger
than 30 days weigh more is the matter of a rule of its own.`,

  check: ({ metadata }) => {
    if (metadata === null) return [];
    const links = declaredValues(metadata, ['home-page', 'project-url', 'download-url']).filter((value) => LINK.test(addressIn(value)));
    return links.length > 0 ? [] : [{ severity: 'low', message: 'The metadata names neither a homepage nor a repository', lack: 'links' }];
  },
});
