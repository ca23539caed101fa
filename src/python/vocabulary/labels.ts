// As people write to one another: a word, a colon, the secret. What programs send one another has quotes, ampersands or nothing around it.
const SECRET = /(?:^|[\s|,;*`>])(?:auth(?:entication)?[ _-]?)?(tokens?|pass(?:word|wd|phrase)?|pwd|cookies?|seed(?:[ _-]?phrase)?|mnemonic|private[ _-]?key|secret(?:[ _-]?key)?)[*`_ ]{0,4}[:=]>?[*`_| ]{0,5}\{\}/gi;
const OTHER = /(?:^|[\s|,;*`>])(?:user(?:name)?|login|e?-?mail|account|wallet|address|balance|hostname|pc|ip|id|phone|billing|nitro)[*`_ ]{0,4}[:=]>?[*`_| ]{0,5}\{\}/i;
const LONGEST = 4_000;
// One look for what nearly all texts have not.
const NAMES_SECRET = /token|pass|pwd|cookie|seed|mnemonic|private|secret/i;

/** True for a text that tells somebody two or more things which open an account, each with its name. */
export function labelsSecrets(text: string): boolean {
  if (text.length > LONGEST || !NAMES_SECRET.test(text) || /^\w+:\/\/|&\w+=/.test(text)) return false;
  const secrets = new Set([...text.matchAll(SECRET)].map(([, word]) => word?.toLowerCase()));
  return secrets.size > 1 || (secrets.size === 1 && OTHER.test(text));
}
