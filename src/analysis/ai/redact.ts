const SECRETS: readonly (readonly [RegExp, string])[] = [
  [/-----BEGIN [A-Z ]*PRIVATE KEY-----[\s\S]*?(?:-----END [A-Z ]*PRIVATE KEY-----|$)/g, '[redacted private key]'],
  [/\b(?:AKIA|ASIA)[0-9A-Z]{16}\b/g, '[redacted key]'],
  [/\b(?:gh[pousr]_[A-Za-z0-9]{20,}|github_pat_\w{20,}|glpat-[\w-]{16,}|xox[abprs]-[\w-]{10,}|sk-[\w-]{16,}|npm_[A-Za-z0-9]{20,}|pypi-[\w-]{16,})/g, '[redacted token]'],
  [/\beyJ[\w-]{8,}\.[\w-]{8,}\.[\w-]{8,}/g, '[redacted token]'],
  [/(?<=:\/\/)[^\s/:@'"]{1,100}:[^\s/@'"]{1,100}(?=@)/g, '[redacted]'],
  [/(?<=\b(?:password|passwd|secret|api_?key|access_?token|auth_?token)["']?\s*[:=]\s*["'])[^"'\s]{6,200}(?=["'])/gi, '[redacted]'],
];

const HOMES = /(?<=(?:^|[^\w])(?:\/home\/|\/Users\/|[A-Za-z]:\\{1,2}Users\\{1,2}))[^/\\\s'"`<>|:]{1,64}/g;

/**
 * Takes keys, tokens, passwords and names of accounts out of a text. `own` are texts of this machine that must not leave it: its key, its folders.
 * What is merely encoded stays, since that is what a review is about. No line is added or taken away where `text` is one line.
 */
export function redact(text: string, own: readonly string[]): string {
  const without = own.filter((each) => each.length > 3).reduce((rest, each) => rest.replaceAll(each, '[redacted]'), text);
  return SECRETS.reduce((rest, [pattern, instead]) => rest.replace(pattern, instead), without).replace(HOMES, '[user]');
}
