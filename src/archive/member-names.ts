import { limits } from './limits.js';
import { ArchiveRefusal, type RefusalCode } from './refusal.js';

// Control characters end names early or forge lines; U+FFFD and lone surrogates mean that the bytes were not UTF-8.
const CONTROL_OR_UNDECODABLE = /[\u0000-\u001f\u007f-\u009f\ufffd]|\p{Surrogate}/u;
const DRIVE = /^[a-z]:/i;

/**
 * Refuses every member name that unpackers read differently or that leaves the folder it is unpacked into. What is left
 * is relative, uses `/` only and has no empty, `.` or `..` component, so it means one file on every system.
 */
export function checkMemberName(path: string): void {
  if (path === '') throw refused('bad-name', path, 'is empty');
  if (CONTROL_OR_UNDECODABLE.test(path)) throw refused('bad-name', path, 'holds control or undecodable characters');
  // Windows takes a backslash for a separator, other systems for a letter.
  if (path.includes('\\')) throw refused('bad-name', path, 'holds a backslash');
  if (path.startsWith('/') || DRIVE.test(path)) throw refused('absolute-name', path, 'is absolute');
  if (Buffer.byteLength(path) > limits.pathBytes) throw refused('long-name', path, `is longer than ${limits.pathBytes} bytes`);
  checkComponents(path);
}

function checkComponents(path: string): void {
  const components = path.split('/');
  if (components.length > limits.depth) throw refused('deep-name', path, `is deeper than ${limits.depth} folders`);
  if (components.includes('..')) throw refused('traversal', path, 'climbs out of its folder');
  if (components.includes('') || components.includes('.')) throw refused('bad-name', path, 'has an empty or "." component');
}

function refused(code: RefusalCode, path: string, what: string): ArchiveRefusal {
  return new ArchiveRefusal(code, `member name ${JSON.stringify(path.slice(0, 200))} ${what}`);
}
