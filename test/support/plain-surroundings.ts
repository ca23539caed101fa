/** What depsec, pip and Python ask the environment for: how a terminal looks, settings, proxies, folders. */
const ASKED_FOR = /^(?:CI|COLUMNS|LANGUAGE|LC_.+|TZ|NO_COLOR|FORCE_COLOR|(?:ANTHROPIC|DEPSEC|PIP|XDG)_.+|PYTHON.+|VIRTUAL_ENV|(?:https?|no|all)_proxy)$/i;
// How these tests themselves are told how long and with what to run.
const FOR_TESTS = /^DEPSEC_(?:CASES|COMPARE|KILL|SEED|SOAK|SWAP|TEST)/;

/** Runs once before all test files, which are to find the same terminal and no settings on a laptop and on a CI runner. */
export default function setup(): void {
  for (const name of Object.keys(process.env)) if (ASKED_FOR.test(name) && !FOR_TESTS.test(name)) delete process.env[name];
  Object.assign(process.env, { TERM: 'xterm', LANG: 'C.UTF-8' });
}
