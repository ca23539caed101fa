import { describe, expect, test } from 'vitest';
import { findProgram } from '../../../src/platform/processes/find-program.js';

const has = (...files: readonly string[]) => (path: string): boolean => files.includes(path);

describe('a program is found', () => {
  test('on Windows by PATHEXT, as far as it needs no shell', () => {
    const search = { path: ['C:\\a', 'C:\\b'], platform: 'win32', extensions: '.COM;.EXE;.BAT;.CMD;.PY' } as const;
    expect(findProgram('git', search, has('C:\\a\\git.cmd', 'C:\\a\\git.bat', 'C:\\b\\git.exe'))).toBe('C:\\b\\git.exe');
    expect(findProgram('git.exe', search, has('C:\\b\\git.exe'))).toBe('C:\\b\\git.exe');
    expect(findProgram('git', search, has('C:\\b\\git.com', 'C:\\b\\git.exe'))).toBe('C:\\b\\git.com');
  });

  test.each([undefined, '', '.PY'])('on Windows with PATHEXT %j as well', (extensions) => {
    expect(findProgram('git', { path: ['C:\\a'], platform: 'win32', extensions }, has('C:\\a\\git.exe'))).toBe('C:\\a\\git.exe');
  });

  test.each([
    ['win32', 'C:\\checkout\\git.exe'],
    ['linux', '/checkout/git'],
  ] as const)('never in the working directory (%s)', (platform, planted) => {
    const isAnywhere = (path: string): boolean => path === planted || !/^(?:[A-Z]:\\|\/)/.test(path);
    expect(findProgram('git', { path: ['.', '', 'bin', '..\\x'], platform }, isAnywhere)).toBeNull();
  });
});
