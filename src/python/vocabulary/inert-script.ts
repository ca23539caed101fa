const LONGEST = 20_000;
// What a quoted text may hold: nothing that ends it, and nothing that a shell reads in it.
const QUOTED = String.raw`(?:[rub]{0,2}'[^'"\\$${'`'}\n]*'|[rub]{0,2}"[^'"\\$${'`'}\n]*")`;
// What is not known could go on in the next line.
const COMMENT = String.raw`(?:#(?:(?!\{\}).)*)?`;
const CONSTANT = String.raw`(?:${QUOTED}|-?\d[\d.]*|None|True|False)`;
const ASSIGNMENT = new RegExp(String.raw`^\w+(?:[ \t]*:[ \t]*\w+)?[ \t]*=[ \t]*(?:${CONSTANT}|[([][ \t]*(?:${CONSTANT}(?:[ \t]*,[ \t]*${CONSTANT})*[ \t]*,?[ \t]*)?[)\]])[ \t]*${COMMENT}$`);
const LONE_TEXT = new RegExp(String.raw`^(?:"{3}[^"\\$${'`'}\n]*"{3}|${QUOTED})[ \t]*$`);
const EMPTY = new RegExp(String.raw`^[ \t]*${COMMENT}$`);
// Under another encoding a comment can be code.
const OTHER_ENCODING = /^[^\n]*coding[:=][ \t]*(?!utf-?8\b(?!-\w)|ascii\b|latin-?1\b)/im;
const OF_PYTHON = /^#![^\n]*\bpython[\d.]*[ \t]*\n/;

const isInertLine = (line: string): boolean => EMPTY.test(line) || ASSIGNMENT.test(line) || LONE_TEXT.test(line);

/**
 * True for a script of Python that only gives names to texts and numbers, as build scripts write down a version. What is not known of it stands
 * between quotes.
 */
export function isInertScript(text: string): boolean {
  if (text.length > LONGEST || !OF_PYTHON.test(text) || OTHER_ENCODING.test(text)) return false;
  return text.split(/\r\n?|[\n\f\v]/).every(isInertLine);
}
