import { expect, test } from 'vitest';
import { redact } from '../../../src/analysis/ai/redact.js';

const gone: readonly (readonly [what: string, text: string, secret: string])[] = [
  ['a GitHub token', 'TOKEN = "ghp_0123456789abcdefghijABCDEF"', 'ghp_0123456789'],
  ['an AWS key', 'key = "AKIAABCDEFGHIJKLMNOP"', 'AKIAABCDEFGHIJKLMNOP'],
  ['an API key', 'k = "sk-ant-api03-abcdefghijklmnop"', 'api03'],
  ['a JSON web token', 'x = "eyJhbGciOiJIUzI1.eyJzdWIiOiIxMjM0.SflKxwRJSMeKKF2QT4"', 'SflKxwRJSMeKKF2QT4'],
  ['a password in an assignment', 'password = "correct-horse"', 'correct-horse'],
  ['a password in a URL', 'u = "https://rose:thorn123@garden.invalid/"', 'thorn123'],
  ['the name of an account', 'open("/home/gardener/.bashrc")', 'gardener'],
  ['the name of an account on Windows', String.raw`open("C:\\Users\\gardener\\x")`, 'gardener'],
  ['a private key', 'K = "-----BEGIN RSA PRIVATE KEY-----MIIabc"', 'MIIabc'],
  ['what this machine calls its own', 'print("/srv/our-own-folder")', 'our-own-folder'],
];
test.each(gone)('%s is left out', (_, text, secret) => {
  expect(redact(text, ['/srv/our-own-folder'])).not.toContain(secret);
});

test('what is merely encoded stays: that is what a review is about', () => {
  const text = 'exec(base64.b64decode("cHJpY2sodW5kZWZpbmVkX2luX2V2ZXJ5X2dhcmRlbikK"))';
  expect(redact(text, [])).toBe(text);
});

test('a private key over several lines is left out, and no line goes missing', () => {
  const text = 'a = 1\nK = """-----BEGIN PRIVATE KEY-----\nMIIabcdef\nghijkl==\n-----END PRIVATE KEY-----"""\nexec(x)\n';
  expect(redact(text, []).split('\n')).toEqual(['a = 1', 'K = """[redacted private key]', '', '', '"""', 'exec(x)', '']);
});

test('the first line of a key does not hide the code that follows it', () => {
  expect(redact('# -----BEGIN PRIVATE KEY-----\nimport os; os.system("thorn")\n', [])).toContain('os.system("thorn")');
});
