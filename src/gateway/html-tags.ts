/** A start tag of HTML, its name and attribute names in lower case; an attribute without a value is null. */
export interface Tag {
  readonly name: string;
  readonly attributes: ReadonlyMap<string, string | null>;
}

const NAMED: Readonly<Record<string, string>> = {
  Tab: '\t', NewLine: '\n', excl: '!', quot: '"', num: '#', dollar: '$', percnt: '%', amp: '&', apos: "'", lpar: '(', rpar: ')', ast: '*', plus: '+', comma: ',', period: '.', sol: '/', colon: ':', semi: ';', lt: '<',
  equals: '=', gt: '>', quest: '?', commat: '@', lsqb: '[', lbrack: '[', bsol: '\\', rsqb: ']', rbrack: ']', Hat: '^', lowbar: '_', grave: '`', lcub: '{', lbrace: '{', verbar: '|', vert: '|', rcub: '}', rbrace: '}', nbsp: '\u00a0',
};
// A number needs no semicolon, nor do the oldest names, whatever follows them.
const REFERENCE = /&(#\d{1,7}|#[xX][0-9a-fA-F]{1,6}|(?:amp|lt|gt|quot|nbsp)(?=$|[^;])|[A-Za-z]{2,8}(?=;));?/g;
const TAG_NAME = /[a-z][a-z0-9:-]*/iy;
const ATTRIBUTE = /[\s/]*([^\s"'>/=][^\s>/=]*)(?:\s*=\s*(?:"([^"]*)"|'([^']*)'|([^\s"'>][^\s>]*)))?/y;
const MOST_ATTRIBUTES = 50;

function character(code: number): string {
  return code > 0 && code <= 0x10_ff_ff && !(code >= 0xd8_00 && code <= 0xdf_ff) ? String.fromCodePoint(code) : '\ufffd';
}

function referred(name: string): string | undefined {
  if (!name.startsWith('#')) return NAMED[name];
  return character(/^#x/i.test(name) ? Number.parseInt(name.slice(2), 16) : Number(name.slice(1)));
}

const decoded = (text: string): string => text.replace(REFERENCE, (whole, name: string) => referred(name) ?? whole);

function attributesAt(html: string, start: number, isBase: boolean): { readonly attributes: Map<string, string | null>; readonly end: number } {
  const attributes = new Map<string, string | null>();
  let end = start;
  for (let count = 0; count < MOST_ATTRIBUTES; count += 1) {
    ATTRIBUTE.lastIndex = end;
    const match = ATTRIBUTE.exec(html);
    if (match === null) break;
    end = ATTRIBUTE.lastIndex;
    const [, name = '', double, single, bare] = match;
    const value = double ?? single ?? bare;
    const key = name.toLowerCase();
    // pip takes the last of several, but for a base the first.
    if (!isBase || !attributes.has(key)) attributes.set(key, value === undefined ? null : decoded(value));
  }
  return { attributes, end };
}

function tagName(html: string, at: number): string | null {
  TAG_NAME.lastIndex = at;
  return TAG_NAME.exec(html)?.[0]?.toLowerCase() ?? null;
}

/** Where the thing ends that begins at `at` and holds no tags: a remark, a declaration, an instruction; -1 when it never does, null for what is none. */
function endOfMute(html: string, at: number): number | null {
  const close = html.startsWith('<!--', at) ? '-->' : html.startsWith('<![', at) ? ']]>' : /^<[!?]/.test(html.slice(at, at + 2)) ? '>' : null;
  if (close === null) return null;
  const end = html.indexOf(close, at + (close === '-->' ? 4 : 2));
  return end < 0 ? -1 : end + close.length;
}

/** Where the content ends that a script or style begins at `at`. */
function endOfRaw(html: string, at: number, name: string): number {
  const close = new RegExp(`</${name}`, 'ig');
  close.lastIndex = at;
  return close.exec(html)?.index ?? html.length;
}

/**
 * The start tags of a page, in order, as Python's html.parser finds them in pages of indexes; remarks and scripts are skipped. It need not agree
 * about broken pages: pip is only ever given a page that is written anew from what was found here.
 */
export function* startTags(html: string): Generator<Tag> {
  for (let at = html.indexOf('<'); at >= 0; ) {
    const mute = endOfMute(html, at);
    if (mute === -1) return;
    const name = mute === null ? tagName(html, at + 1) : null;
    let next = mute ?? at + 1;
    if (name !== null) {
      const { attributes, end } = attributesAt(html, at + 1 + name.length, name === 'base');
      yield { name, attributes };
      next = name === 'script' || name === 'style' ? endOfRaw(html, end, name) : end;
    }
    at = html.indexOf('<', next);
  }
}
