import { defineRule } from '../core/rule.js';

// Projects that talk to such services have made-up and revoked tokens in their tests and manuals.
const IS_EXAMPLE = /(?:^|\/)(?:tests?|testing|docs?|examples?|samples?)\/|(?:^|\/)(?:test_[^/]*|[^/]*_test|conftest)\.py$/i;

export default defineRule({
  kind: 'source',
  title: 'Holds the token of a chat bot or a webhook',
  docs: `With a token in its code a package can write to a chat that only its author reads: the cheapest way to collect what is stolen, and the token works from every machine that installs it.
A library takes such tokens from its user. What to do: do not install it; where it is your own package, revoke the token.
Out of scope: placeholders that are no whole token, tokens that are read from a file, and tests, manuals and examples, where one is only a remark.`,

  check: ({ texts, path, runs }) =>
    texts
      .filter(({ mark }) => mark === 'drop-token')
      .map(({ name, line }) => ({ severity: IS_EXAMPLE.test(path) && runs !== 'install' ? 'low' : 'critical', message: `the code holds ${name}`, at: { line } })),
});
