import { after, followsDot, hasPlainAttribute, lineBefore, mayFollowDot, wordBefore, wordBeforeInLine, type Spot } from './spot.js';
import { textAfter } from './text-after.js';

/** Whether a word means what it can mean where it stands. */
export type Test = (spot: Spot) => boolean;

/** Wherever it stands. */
export const ALWAYS: Test = () => true;

/** Behind a dot, or what may be it. */
export const isAttribute: Test = mayFollowDot;
/** A part of an import statement. */
export const isImported: Test = (spot) => /(?:^|;|:)\s*(?:import|from)\s|\bimport\s[^;]*$/.test(lineBefore(spot));
/** `name.` or the subject of an import. */
export const isModule: Test = (spot) => {
  if (!followsDot(spot)) return after(spot) === '.' || isImported(spot);
  // `from .requests import` names a module of the package itself.
  return isImported(spot) && !/\bfrom\s+\.+$/.test(lineBefore(spot));
};
const isDefined: Test = (spot) => /^(?:def|class)$/.test(wordBeforeInLine(spot));
/** Not the name of a method, of a keyword argument or of something that is defined here. */
export const isFree: Test = (spot) => !followsDot(spot) && !/^=[^=]/.test(textAfter(spot).trimStart()) && !isDefined(spot);
const isMethodOrCalled: Test = (spot) => (isAttribute(spot) || after(spot) === '(') && !isDefined(spot);
/** `os.system` or what may be it under another name; not the field of the same name that tells the operating system. */
export const isSystem: Test = (spot) => isMethodOrCalled(spot) && !/^(?:platform|uname)$/.test(wordBeforeInLine(spot));

const SYSTEM_NAMES = /\b(?:system|popen\w*|exec\w*|spawn\w*|startfile|posix_spawn\w*)\b|\*/;
const LONGEST_STATEMENT = 3_000;
const statement = (text: string): string => (/^\s*import\s*\(/.test(text) ? text.slice(0, text.indexOf(')') + 1 || text.length) : (/^[^\n\\]*(?:\\\n[^\n\\]*)*/.exec(text)?.[0] ?? text));
/** Whether an import gives such a name, or has no end in sight: to look further for each of many would take the square of the time. */
function givesSystem(spot: Spot): boolean {
  const next = textAfter(spot, LONGEST_STATEMENT);
  const given = statement(next);
  return SYSTEM_NAMES.test(given) || (given.length === next.length && next.length >= LONGEST_STATEMENT);
}
/** A module with powerful members that is handed on, renamed or asked for a name that is put together; `os.path` is none of these. */
export const isHandedOn: Test = (spot) => {
  if (hasPlainAttribute(spot)) return false;
  if (wordBeforeInLine(spot) === 'from') return givesSystem(spot);
  if (followsDot(spot)) return false;
  const next = textAfter(spot);
  if (/^\s*\.\s*__/.test(next)) return true;
  if (/^\s*(?:\.|=[^=]|:)/.test(next)) return false;
  if (isImported(spot)) return /^\s*as\b/.test(next);
  return !(ASKED_BY_NAME.test(lineBefore(spot)) && CONSTANT_NAME.test(next));
};

const POWERFUL_NAME = String.raw`(?:__builtins?__|__import__|os|sys|posix|nt|subprocess|exec|eval|compile|getattr|builtins|pty|socket|importlib)['"]`;
const BUILT = String.raw`(?:\[|\.\s*(?:get|__getitem__|pop)\s*\()\s*(?!\w+(?:\.\w+)*\s*[\],)]|['"](?!${POWERFUL_NAME})[^'"\\]*['"]\s*[\],)])`;
// One variable and one constant are what everybody writes; what else is in brackets may put a name together.
const BUILT_NAME = new RegExp(String.raw`^\s*${BUILT}`);
const CALLED_AND_BUILT = new RegExp(String.raw`^\s*\(\s*\)\s*${BUILT}`);
/** `sys.modules` that is asked for a name which is put together, or for a powerful one. */
export const isAskedModules: Test = (spot) => wordBefore(spot) === 'sys' && BUILT_NAME.test(textAfter(spot));
/** `globals()` and the like, in the same way. */
export const isAskedScope: Test = (spot) => CALLED_AND_BUILT.test(textAfter(spot));
const ASKED_BY_NAME = /\b(?:has|get|set|del)attr\s*\(\s*$/;
const CONSTANT_NAME = /^\s*,\s*['"](?!(?:__|exec|spawn|posix_spawn|popen|system|startfile))\w+['"]\s*[,)]/;

const RUNS_BUILT_TEXT = /^\s*\(\s*(?:[rbuft]{0,2}['"]|[^()]*(?:\+|%|\.\s*(?:join|format|replace)\b|\[[^\]]*:|$))/i;
/** A text that is put together on the spot, or handed over as it is; or one so long that its end is not in sight. */
export const runsBuiltText: Test = (spot) => isFree(spot) && RUNS_BUILT_TEXT.test(textAfter(spot));

const GETS_CONSTANT = /^\s*\(\s*[\w.]+\s*,\s*['"][^'"\\]*['"]\s*[,)]/;
const SPELLS_NAME = /^\s*\(\s*[\w.]+\s*,\s*\w+\s*\[\s*-?\d+\s*\]\s*\+/;
/** `getattr(x, name)`, where the name is no constant. */
export const getsUnknown: Test = (spot) => !GETS_CONSTANT.test(textAfter(spot));
/** `getattr(x, letters[3] + letters[17] …)` */
export const spellsName: Test = (spot) => SPELLS_NAME.test(textAfter(spot));

const AT_ROOT = /^\s*\(\s*[rRbu]?['"](?:[\\/~]|[A-Za-z]:|%)/;
/** A folder near the root of a disk, or the user's own. */
export const isAtRoot: Test = (spot) => AT_ROOT.test(textAfter(spot));

const IMPORTED_ITSELF = /(?:^|[;:])\s*(?:from\s+|import\s+(?:[\w.]+(?:\s+as\s+\w+)?\s*,\s*)*)$/;
/** The module that an import statement is about, not a name that it gives. */
export const isImportedItself: Test = (spot) => IMPORTED_ITSELF.test(lineBefore(spot));

/** A call with bytes that stand there. */
export const isGivenBytes: Test = (spot) => /^\s*\(\s*(?:[bB][rR]?|[rR][bB])['"]/.test(textAfter(spot));

const LONGEST_MODULE = 20;
const MODULE_LINE = /(?:os|posix|nt|subprocess|builtins|__builtin__|runpy)(?:\\n|\r?\n)$/;
/** The name behind the line of its module, as pickles have it. */
export const isPickled: Test = ({ bytes, start }) => MODULE_LINE.test(bytes.toString('latin1', Math.max(0, start - LONGEST_MODULE), start));
