// What is taken for the body of a key is bounded, or a first line alone would hide all that follows it.
const PRIVATE_KEY = /-----BEGIN [A-Z ]{0,40}PRIVATE KEY-----[A-Za-z0-9+/=\s\\"',]{0,6000}(?:-----END [A-Z ]{0,40}PRIVATE KEY-----)?/g;

const SECRETS: readonly (readonly [RegExp, string])[] = [
  [/\b(?:AKIA|ASIA)[0-9A-Z]{16}\b/g, '[redacted key]'],
  [/\b(?:gh[pousr]_[A-Za-z0-9]{20,}|github_pat_\w{20,}|glpat-[\w-]{16,}|xox[abprs]-[\w-]{10,}|sk-[\w-]{16,}|npm_[A-Za-z0-9]{20,}|pypi-[\w-]{16,})/g, '[redacted token]'],
  [/\beyJ[\w-]{8,400}\.[\w-]{8,4000}\.[\w-]{8,}/g, '[redacted token]'],
  [/(?<=:\/\/)[^\s/:@'"]{1,100}:[^\s/@'"]{1,100}(?=@)/g, '[redacted]'],
  [/(?<=\b(?:password|passwd|secret|api_?key|access_?token|auth_?token)["']?\s*[:=]\s*["'])[^"'\s]{6,200}(?=["'])/gi, '[redacted]'],
];

const HOMES = /(?<=(?:^|[^\w])(?:\/home\/|\/Users\/|[A-Za-z]:\\{1,2}Users\\{1,2}))[^/\\\s'"`<>|:]{1,64}/g;

/**
 * Takes keys, tokens, passwords and names of accounts out of a text. `own` are texts of this machine that must not leave it: its key, its folders.
 * What is merely encoded stays, since that is what a review is about. No line is added or taken away.
 */
export function redact(text: string, own: readonly string[]): string {
  const keyless = text.replace(PRIVATE_KEY, (key) => `[redacted private key]${'\n'.repeat(key.split('\n').length - 1)}`);
  const without = own.filter((each) => each.length > 3).reduce((rest, each) => rest.replaceAll(each, '[redacted]'), keyless);
  return SECRETS.reduce((rest, [pattern, instead]) => rest.replace(pattern, instead), without).replace(HOMES, '[user]');
}
