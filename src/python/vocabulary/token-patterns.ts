/** Calls that look for what is like a pattern in a text, and give it. */
export const FINDS_LIKE = /^(?:re|regex)\.(?:findall|finditer|search|match|fullmatch)$/;

// What the tokens of clouds, repositories, chats and shops begin with, before the part that a pattern leaves open.
const BEGINS_TOKEN = /\b(?:A[KS]IA|gh[pousr]_|github_pat_|glpat-|xox[bp]-|npm_|pypi-|sk-ant-|[sr]k_live_|dop_v1_)(?=[[\\(])|\bgh\[pousr]|\bxox\[[a-z]+\]|\bA\(\?:KIA|\bA\[KS]IA/;

/** What the origin of such a text is called. */
export const FOUND_TOKENS = 'what looks like tokens';

/** True for a pattern that finds keys which open accounts, whoever they belong to. */
export const findsTokens = (pattern: string): boolean => BEGINS_TOKEN.test(pattern);
