import { addressIn } from '../core/requirements/requirement-address.js';
import { defineRule } from '../core/rule.js';
import type { Severity } from '../core/finding.js';
import { addressTraits } from '../python/vocabulary/network/addresses.js';

const PLAIN = /^(?:\w+\+)?http:\/\//i;

/** What lies at a bare address, at one that anybody can fill, or comes without encryption, is whatever somebody puts there. */
function severityOf(address: string): Severity {
  const traits = addressTraits(address.replace(/^\w+\+/, ''));
  return traits.has('raw-address') || traits.has('drop-host') || PLAIN.test(address) ? 'critical' : 'medium';
}

/** Where the code of most projects lies is no stranger's, and what only the holder of a key is given is the holder's own. */
const isOfStranger = (address: string): boolean => /^(?:\w+\+)?https?:/i.test(address) && !addressTraits(address.replace(/^\w+\+/, '')).has('vendor-host');

export default defineRule({
  kind: 'package',
  title: 'Needs a package from an address instead of an index',
  docs: `A dependency that is an address (a URL, a repository) comes along with every install, and nobody else sees that file: it can be another one tomorrow, and no advisory is ever written about it.
Public indexes refuse such releases where the metadata shows it, so it is only said where a build works it out: a small package that does nothing but need one is a way around their checks.

What to do: read what lies at the address, or ask the project why it is not published.

Out of scope: what extras need, and addresses that setup.py puts together.`,

  check: ({ metadata, runRequires = [] }) => {
    const all = [...new Set([...(metadata?.fields.get('requires-dist') ?? []).filter((line) => !/;[^;]*\bextra\s*==/.test(line)), ...runRequires])];
    return all.flatMap((requirement) => {
      const address = addressIn(requirement);
      return address === null ? [] : [{ severity: severityOf(address), isStrong: isOfStranger(address), message: `An install fetches ${address}, whatever lies there then` }];
    });
  },
});
