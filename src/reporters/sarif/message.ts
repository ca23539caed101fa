/**
 * Text as the plain text of a SARIF message (2.1.0, 3.11): braces stand twice, since single ones are placeholders, and no `[text](target)`
 * is left that a viewer would make a link of.
 */
export function messageText(text: string): { readonly text: string } {
  return { text: text.replace(/[{}]/g, '$&$&').replace(/\](?=\()/g, '] ') };
}
