/** A start tag of HTML, its name and attribute names in lower case; an attribute without a value is null. */
export interface Tag {
  readonly name: string;
  readonly attributes: ReadonlyMap<string, string | null>;
}

const NAMED: Readonly<Record<string, string>> = { amp: '&', lt: '<', gt: '>', quot: '"', apos: "'", nbsp: '\u00a0' };
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

const decoded = (text: string): string => text.replace(/&(#\d{1,7}|#x[0-9a-f]{1,6}|[a-z]{2,4});/gi, (whole, name: string) => referred(name) ?? whole);

function attributesAt(html: string, start: number): { readonly attributes: Map<string, string | null>; readonly end: number } {
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
    if (!attributes.has(key)) attributes.set(key, value === undefined ? null : decoded(value));
  }
  return { attributes, end };
}

function tagName(html: string, at: number): string | null {
  TAG_NAME.lastIndex = at;
  return TAG_NAME.exec(html)?.[0]?.toLowerCase() ?? null;
}

/**
 * The start tags of a page, in order; comments are skipped. It need not agree with a browser about broken pages: pip is only ever given a
 * page that is written anew from what was found here.
 */
export function* startTags(html: string): Generator<Tag> {
  for (let at = html.indexOf('<'); at >= 0; ) {
    if (html.startsWith('<!--', at)) {
      const end = html.indexOf('-->', at + 4);
      if (end < 0) return;
      at = html.indexOf('<', end);
      continue;
    }
    const name = tagName(html, at + 1);
    let next = at + 1;
    if (name !== null) {
      const { attributes, end } = attributesAt(html, at + 1 + name.length);
      yield { name, attributes };
      next = end;
    }
    at = html.indexOf('<', next);
  }
}
