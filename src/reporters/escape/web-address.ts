/** The https addresses among texts of an advisory that are nothing else: without credentials, blanks, quotes or letters that look like others. */
export function webAddresses(texts: readonly string[]): readonly string[] {
  return texts.filter((text) => /^https:\/\/[A-Za-z0-9.-]+(?::\d+)?(?:[/?#][\w./%+~#?=&:,;!()*-]*)?$/.test(text) && text.length < 2_000);
}
