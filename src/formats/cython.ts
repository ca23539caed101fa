// The words of Cython's own statements; see "Language Basics" in its manual. Each change keeps the lines where they are.
const DECLARES_BLOCK = /^(\s*)(?:cdef|cpdef|ctypedef)\s+(?:public\s+|api\s+|packed\s+)*(?:extern\b|struct\b|union\b|enum\b|fused\b)[^\n]*:\s*(?:#.*)?$/;
const CLASS = /^(\s*)cdef\s+(?:public\s+|api\s+)*class\s+([\w.]+)(.*)$/;
const PROPERTY = /^(\s*)property\s+(\w+)\s*:/;
const FUNCTION = /^(\s*)(?:async\s+)?(?:cdef|cpdef|def)\s+([^=()\n]*?)\b(\w+)\s*\(([^\n]*)\)([^()\n]*):([^\n]*)$/;
const VALUE = /^(\s*)cdef\s+[^=()\n]*?(\w+)\s*=(?!=)(.*)$/;
const IMPORTS = /^(\s*)(?:cimport\b|from\s+\S+\s+cimport\b|include\s|ctypedef\s|cdef\s|cpdef\s)[^\n]*$/;
// The names stand on the lines that follow.
const OPENS_IMPORT = /^\s*from\s+\S+\s+cimport\s*\(/;
const WITHOUT_LOCK = /^(\s*)(?:with\s+(?:no)?gil|cdef)\s*:(.*)$/;
const CONSTANT = /^(\s*)DEF\s+/;
const CAST = /<\s*(?:const\s+|unsigned\s+)?[A-Za-z_][\w.]*(?:\s*\*+|\s+[a-z]\w*\s*\**)?\s*>\s*(?=[\w(&"'[])/g;
const ADDRESS_OF = /([=(,]\s*)&(?=[\w(])/g;
// With a star in front it takes all that are left; behind a type the star belongs to that.
const PARAMETER = /^(?:(?=[*/])|[^=:]*?)((?:^[*]{0,2})?\w+|[*/])\s*(?:not\s+None\s*|or\s+None\s*)?([=:].*)?$/s;
const LONGEST_LINE = 500;

const indentOf = (line: string): number => /^\s*/.exec(line)?.[0].length ?? 0;

/** Each of these up to its default without its type: `int x`, `double[:, :] y=None`. */
function untyped(parameters: string): string {
  return parameters
    .replace(/\[[^\]=]*\]/g, '')
    .split(',')
    .map((each) => {
      const [, name, rest = ''] = PARAMETER.exec(each.trim()) ?? [];
      return name === undefined ? each : name + rest;
    })
    .join(', ');
}

function ofLine(line: string): string {
  if (line.length > LONGEST_LINE) return line;
  if (CLASS.test(line)) return line.replace(CLASS, '$1class $2$3');
  if (PROPERTY.test(line)) return line.replace(PROPERTY, '$1class $2:');
  const [, indent, , name, parameters = '', , body = ''] = FUNCTION.exec(line) ?? [];
  if (name !== undefined) return `${indent}def ${name}(${untyped(parameters)}):${body}`;
  const plain = line.replace(WITHOUT_LOCK, '$1if 1:$2').replace(VALUE, '$1$2 =$3').replace(CONSTANT, '$1').replace(IMPORTS, '$1pass');
  return plain.replace(CAST, '').replace(ADDRESS_OF, '$1');
}

const OPENS_HEAD = /^\s*(?:cdef|cpdef|def)\s[^=()#\n]*\([^()#\n]*$/;
const MIDDLE_OF_HEAD = /^[^()#\n]*$/;
const CLOSES_HEAD = /^[^()#\n]*\)[^()#\n]*:\s*$/;
const MOST_HEAD_LINES = 20;

/** How many lines the head of a function goes on for; 0 where it ends on its own line, or does not end like one. */
function linesOfHead(lines: readonly string[], at: number): number {
  if (!OPENS_HEAD.test(lines[at]?.slice(0, LONGEST_LINE) ?? '')) return 0;
  for (let count = 1; count < MOST_HEAD_LINES; count += 1) {
    const line = lines[at + count]?.slice(0, LONGEST_LINE) ?? '#';
    if (CLOSES_HEAD.test(line)) return count;
    if (!MIDDLE_OF_HEAD.test(line)) return 0;
  }
  return 0;
}

/** Each head of a function on one line, with empty lines behind it for those that it had. */
function withWholeHeads(lines: readonly string[]): readonly string[] {
  const whole: string[] = [];
  for (let at = 0; at < lines.length; at += 1) {
    const more = linesOfHead(lines, at);
    const head = lines.slice(at, at + more + 1).map((line, index) => (index === 0 ? line.trimEnd() : line.trim()));
    whole.push(head.join(' '), ...Array<string>(more).fill(''));
    at += more;
  }
  return whole;
}

const DECLARES_BELOW = /^\s*cdef\s*:\s*(?:#.*)?$/;
const DECLARES_ITSELF = /^\s*(?:$|#|cdef\b|cpdef\b|def\b|class\b|@)/;

/** Lines below a bare `cdef:` with that word in front of each, as they mean. */
function withWords(lines: readonly string[]): readonly string[] {
  let below: number | null = null;
  return lines.map((line) => {
    if (below !== null && line.trim() !== '' && indentOf(line) <= below) below = null;
    if (below !== null) return DECLARES_ITSELF.test(line) ? line : line.replace(/^\s*/, (indent) => `${indent}cdef `);
    if (DECLARES_BELOW.test(line.slice(0, LONGEST_LINE))) below = indentOf(line);
    return line;
  });
}

/**
 * The Python of a file for Cython, line by line: types, casts and declarations of C are left out. What else is not Python is left as it is. A
 * reader that goes on behind errors finds the rest.
 */
export function pythonOfCython(text: string): string {
  let declaring: number | null = null;
  let isImporting = false;
  return withWords(withWholeHeads(text.split('\n')))
    .map((line) => {
      const goesOn = isImporting;
      isImporting = (goesOn || OPENS_IMPORT.test(line.slice(0, LONGEST_LINE))) && !line.includes(')');
      if (goesOn) return '';
      if (declaring !== null && (line.trim() === '' || indentOf(line) > declaring)) return '';
      const [, indent] = DECLARES_BLOCK.exec(line.slice(0, LONGEST_LINE)) ?? [];
      declaring = indent === undefined ? null : indent.length;
      return indent === undefined ? ofLine(line) : `${indent}pass`;
    })
    .join('\n');
}
