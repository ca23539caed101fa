import { addressIn } from '../core/requirements/requirement-address.js';
import { addressTraits } from '../python/vocabulary/network/addresses.js';
import { defineRule } from '../core/rule.js';

/** A bare address, or a place that anybody can fill. */
function isAnybodys(address: string): boolean {
  const traits = addressTraits(address.replace(/^\w+\+/, ''));
  return traits.has('raw-address') || traits.has('drop-host');
}

export default defineRule({
  kind: 'package',
  title: 'Builds with code from an address instead of an index',
  docs: `What a project needs for its build runs before the project itself is even unpacked. A requirement that is an address (a URL, a repository) is not looked up by name:
nobody else sees that file, it can be another one tomorrow, and no advisory is ever written about it. Honest projects publish what they build with.

What to do: read what lies at the address, or take a wheel of the project, which needs no build.

Out of scope: ordinary dependencies by URL, which indexes refuse, and build requirements that a backend makes up while it runs.`,

  check: ({ buildRequires }) =>
    buildRequires.flatMap((requirement) => {
      const address = addressIn(requirement);
      return address === null ? [] : [{ severity: isAnybodys(address) ? ('critical' as const) : ('medium' as const), message: `The build fetches ${address} and runs it` }];
    }),
});
