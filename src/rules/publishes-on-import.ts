import { inWords, isLoaded } from '../core/context.js';
import type { Call } from '../core/facts/source-facts.js';
import { defineRule } from '../core/rule.js';

/** A release is pushed to where the repository came from; an address that stands in the line is somebody else's. */
const pushesElsewhere = ({ text, when }: Call): boolean => when === 'install' && /\bpush\b[^\n]{0,200}?\w:\/\//.test(text ?? '');

// Where an index takes a release, and where a forge makes repositories, files in them and what runs there.
const TAKES_RELEASES = /^https?:\/\/(?:upload\.pypi\.org\/legacy|(?:test\.)?pypi\.org\/legacy|registry\.npmjs\.org\/(?!-\/whoami)|rubygems\.org\/api\/v1\/gems|crates\.io\/api\/v1\/crates\/new|api\.github\.com\/(?:user\/(?:repos|keys)|orgs\/[^/]+\/repos|repos\/[^?#]+\/(?:contents|git\/(?:refs|trees|commits|blobs)|actions\/(?:runners|secrets|workflows)|dispatches|hooks|keys|forks|pulls))|gitlab\.com\/api\/v4\/(?:projects|user\/keys))/i;
const SENDS = /\.(?:post|put|patch)$/;

/** A request that changes something there; what is merely asked for is read. */
const isRelease = ({ name, text, when }: Call): boolean => isLoaded(when) && SENDS.test(name) && TAKES_RELEASES.test(text ?? '');

export default defineRule({
  kind: 'source',
  title: 'Publishes or pushes when it is merely imported',
  docs: `A worm spreads with what its victims can log in to: it builds their projects once more, with itself inside, and hands them to the index or pushes to their repositories. Whoever imports a package publishes nothing by it.
Tools for releases do it in functions and commands that somebody calls, and a setup.py often has it behind a word on the command line; those are left alone, unless it pushes to an address that stands there.
What to do: do not install it; where it ran, look at what was published since and change the tokens of indexes and repositories. It is the same where it asks the interface of an index or a forge to take something: a release, a file, a repository, a key. Out of scope: requests whose kind or address is put together.`,

  check: (facts) =>
    [...facts.calls('process').filter((call) => call.traits.has('publishes') && (isLoaded(call.when) || pushesElsewhere(call))), ...facts.calls('network').filter(isRelease)]
      .map((call) => ({ severity: 'critical', isStrong: true, message: `${call.name} publishes something: ${JSON.stringify(call.text?.slice(0, 120))}, ${inWords(call.when)}`, at: call })),
});
