import { isUtf8 } from 'node:buffer';
import type { MemberFacts } from '../core/facts/member-facts.js';

const ELF = 0x7f454c46;
// Mach-O, thin, in both byte orders and widths.
const MACH_O = new Set([0xfeedface, 0xfeedfacf, 0xcefaedfe, 0xcffaedfe]);
// A fat Mach-O starts like a Java class; the next word is its number of architectures there, and a version of at least 45 here.
const FAT_OR_JAVA = 0xcafebabe;
const FIRST_JAVA_VERSION = 45;
const WASM = 0x0061736d;

/** What a member is, by its first bytes; a Python suffix wins, since Python goes by it. */
export function memberKind(path: string, head: Buffer): MemberFacts['kind'] {
  if (isPythonPath(path)) return 'python';
  if (isNative(head)) return 'native';
  if (isText(head)) return isPythonScript(head) ? 'python' : 'text';
  return 'data';
}

/** True for files that Python runs or imports by their name. `.pyi` stubs are never run. */
export function isPythonPath(path: string): boolean {
  return /\.pyw?$/i.test(path);
}

// AppleDouble (RFC 1740, appendix A).
const APPLE_DOUBLE = 0x00051607;

/** True for what a Mac packs beside a file as `._name`: its icon and where it came from. It holds NUL characters, so no Python runs it whatever its suffix. */
export function isFinderNote(path: string, head: Buffer): boolean {
  return /(?:^|\/)\._[^/]*$/.test(path) && head.length >= 4 && head.readUInt32BE(0) === APPLE_DOUBLE;
}

/** True for a script whose first line asks for Python. */
export function isPythonScript(head: Buffer): boolean {
  return /^#![^\n]*python/i.test(head.toString('latin1', 0, 256));
}

function isNative(head: Buffer): boolean {
  if (head.toString('latin1', 0, 2) === 'MZ' || head.toString('latin1', 0, 7) === '!<arch>') return true;
  if (head.length < 8) return false;
  const magic = head.readUInt32BE(0);
  if (magic === FAT_OR_JAVA) return head.readUInt32BE(4) < FIRST_JAVA_VERSION;
  return magic === ELF || magic === WASM || MACH_O.has(magic);
}

// The head may end within a character, so its last three bytes are not asked.
function isText(head: Buffer): boolean {
  const lastCharacter = head.length < 4096 ? 0 : 3;
  for (let cut = 0; cut <= lastCharacter; cut += 1) if (isUtf8(head.subarray(0, head.length - cut))) return !head.includes(0);
  return false;
}

/** What a module is called where it is imported: a package by its folder. Empty for what is no module. */
export const moduleNameOf = (path: string): string => /([^/]+?)(?:\/__init__)?\.pyw?$/.exec(path)?.[1] ?? '';
