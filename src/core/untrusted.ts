declare const untrustedMark: unique symbol;

/** Text that came out of a package, an index or a tool. A reporter prints it only through its escaping function. */
export type UntrustedText = string & { readonly [untrustedMark]: true };

/** Marks text as not ours. Every string read from an archive, from pip or from the network goes through here. */
export function untrusted(text: string): UntrustedText {
  return text as UntrustedText;
}
