// What the tokens of chat bots and webhooks have in common: searched as bytes, since hardly any file holds one.
const MARKERS = ['/webhooks/', 'hooks.slack.com/services', ':AA'].map((text) => Buffer.from(text));
const BEFORE = 60;
const AFTER = 200;
const MOST_FINDS = 50;

/** A piece of text around what may be the token of a bot or a webhook. */
export interface TokenLine {
  readonly text: string;
  readonly line: number;
}

function lineAt(bytes: Buffer, at: number): number {
  let line = 1;
  for (let end = bytes.indexOf(10); end >= 0 && end < at; end = bytes.indexOf(10, end + 1)) line += 1;
  return line;
}

function around(bytes: Buffer, at: number): TokenLine {
  const start = Math.max(bytes.lastIndexOf(10, at) + 1, at - BEFORE);
  const [text = ''] = bytes.toString('latin1', start, at + AFTER).split(/[\s"'<>]*\n/, 1);
  return { text, line: lineAt(bytes, at) };
}

/** Where the text of a data file may hold such a token; whether it does is for whoever knows tokens. */
export function tokenLines(bytes: Buffer): readonly TokenLine[] {
  const found: TokenLine[] = [];
  for (const marker of MARKERS) {
    for (let at = bytes.indexOf(marker); at >= 0 && found.length < MOST_FINDS; at = bytes.indexOf(marker, at + marker.length)) found.push(around(bytes, at));
  }
  return found;
}
