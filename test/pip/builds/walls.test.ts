import { describe, expect, test } from 'vitest';
import { usualHint, wallHit } from '../../../src/pip/builds/walls.js';

const output = (stderr: string) => ({ stdout: '', stderr });

describe('a build that failed without the network', () => {
  test.each([
    'OSError: [Errno 101] Network is unreachable',
    'urllib.error.URLError: <urlopen error [Errno -3] Temporary failure in name resolution>',
    'socket.gaierror: [Errno -2] Name or service not known',
    'curl: (6) Could not resolve host: github.com',
    "fatal: unable to access 'https://example.invalid/x.git/': Could not resolve host: example.invalid",
    '[6] Could not resolve hostname (Could not resolve host: index.crates.io)',
    'npm error getaddrinfo EAI_AGAIN registry.example.invalid',
    'requests.exceptions.ConnectionError: HTTPSConnectionPool: Max retries exceeded (Caused by NewConnectionError())',
    'dial tcp: lookup example.invalid: no such host',
    'ConnectionRefusedError: [Errno 111] Connection refused',
  ])('is told so, and the option is given by name: %s', (text) => {
    expect(wallHit(output(text), { walls: 'no-network', name: 'acorn' })).toMatchObject({ what: 'it asked for the network, which builds do not get', hint: expect.stringContaining('--build-network acorn') });
  });

  test('is not, where it had the network', () => {
    expect(wallHit(output('Could not resolve host: x'), { walls: 'network', name: 'acorn' })).toBeNull();
    expect(wallHit(output('Could not resolve host: x'), { walls: 'none', name: 'acorn' })).toBeNull();
  });
});

test.each(['no-network', 'network'] as const)('a build that tried to write elsewhere is told so (%s)', (walls) => {
  expect(wallHit(output("OSError: [Errno 30] Read-only file system: '/home/me/x'"), { walls, name: 'acorn' })?.what).toBe('it tried to write outside its own folder, which builds may not');
});

test('a disk that is read-only is none of our walls where there are none', () => {
  expect(wallHit(output('Read-only file system'), { walls: 'none', name: 'acorn' })).toBeNull();
});

test('a file that is not there is no network that is not there', () => {
  expect(wallHit(output("FileNotFoundError: [Errno 2] No such file or directory: 'PKG-INFO'"), { walls: 'no-network', name: 'acorn' })).toBeNull();
});

test('a compiler that fails is the fault of no wall, and the sandbox is mentioned where there was one', () => {
  expect(wallHit(output("error: command 'gcc' failed"), { walls: 'no-network', name: 'acorn' })).toBeNull();
  expect([usualHint('no-network'), usualHint('none')].map((hint) => hint.includes('sandbox without network'))).toEqual([true, false]);
});
