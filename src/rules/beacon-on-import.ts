import { inWords, isLoaded } from '../core/context.js';
import { defineRule } from '../core/rule.js';
import type { Call } from '../core/facts/source-facts.js';

const LOOKS_UP = /^(?:socket\.(?:gethostbyname|gethostbyname_ex|getaddrinfo)|dns\.resolver\.(?:Resolver\(\)\.)?(?:query|resolve))$/;
// What is asked to find out whether there is a network at all.
const IS_PROBE = /^(?:(?:[\w.-]+\.)?localhost\.?|(?:www\.)?(?:google|example|cloudflare|microsoft|apple|python|pypi|github)\.(?:com|org)|dns\.google|one\.one\.one\.one|\d+\.\d+\.\d+\.\d+)$/i;

const isBeacon = ({ name, text, when }: Call): boolean => isLoaded(when) && LOOKS_UP.test(name) && text !== null && text.includes('.') && !IS_PROBE.test(text);

export default defineRule({
  kind: 'source',
  title: 'Looks up the name of a machine when it is merely imported',
  docs: `Looking up a name tells the owner of the domain that, and from where, it was looked up: the cheapest way to learn who has installed a package, and it passes every firewall.
A client looks up a name when it is asked to connect. What to do: ask whose domain it is. Out of scope: names that programs like nslookup look up, and those that are put together at run time, where what is put in counts.`,

  check: (facts) => facts.calls('network').filter(isBeacon).map((call) => ({ severity: 'medium', isStrong: true, message: `${call.name} looks up ${JSON.stringify(call.text)}, ${inWords(call.when)}`, at: call })),
});
