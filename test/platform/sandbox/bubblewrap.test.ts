import { describe, expect, test } from 'vitest';
import { bubblewrapArguments, type Confinement } from '../../../src/platform/sandbox/bubblewrap.js';
import type { LookAt } from '../../../src/platform/sandbox/trail.js';

const nothing: Confinement = { readable: [], writable: [], emptyFolders: [], emptyFiles: [], cwd: '/build', network: false };
const allPresent: LookAt = () => 'present';

/** All words in a line, blanks around each. */
const wordsFor = (view: Partial<Confinement>, lookAt: LookAt = allPresent): string => ` ${bubblewrapArguments({ ...nothing, ...view }, lookAt).join(' ')} `;
const at = (words: string, part: string): number => words.indexOf(` ${part} `);

test('what is made is read aloud once in full', () => {
  expect(bubblewrapArguments({ ...nothing, readable: ['/usr', '/bin'], emptyFolders: ['/home/me'], emptyFiles: ['/etc/shadow'], writable: ['/home/me/build'] }, (path) => (path === '/bin' ? { link: 'usr/bin' } : 'present'))).toEqual([
    '--unshare-user-try', '--unshare-ipc', '--unshare-pid', '--unshare-uts', '--unshare-cgroup-try', '--die-with-parent', '--cap-drop', 'ALL', '--unshare-net',
    '--proc', '/proc', '--dev', '/dev',
    '--tmpfs', '/tmp', '--ro-bind', '/usr', '/usr', '--tmpfs', '/var/tmp', '--tmpfs', '/home/me', '--ro-bind', '/dev/null', '/etc/shadow', '--bind', '/home/me/build', '/home/me/build',
    '--symlink', 'usr/bin', '/bin',
    '--remount-ro', '/home/me', '--remount-ro', '/',
    '--chdir', '/build', '--',
  ]);
});

describe('the network', () => {
  test('is shut out unless it is asked for', () => {
    expect(wordsFor({})).toContain(' --unshare-net ');
    expect(wordsFor({ network: true })).not.toContain('net');
  });
});

describe('what lies deeper is laid over what it lies in', () => {
  test('so that a home inside a readable folder is empty, and a tree in the home is there', () => {
    const words = wordsFor({ writable: ['/opt/me/tree'], emptyFolders: ['/opt/me'], readable: ['/opt'] });
    const order = ['--ro-bind /opt /opt', '--tmpfs /opt/me', '--bind /opt/me/tree /opt/me/tree'].map((part) => at(words, part));
    expect(order).toEqual(order.toSorted((a, b) => a - b));
    expect(order).not.toContain(-1);
  });

  test('so that an environment inside a writable folder cannot be written', () => {
    const words = wordsFor({ writable: ['/build'], readable: ['/build/environment'] });
    expect(at(words, '--ro-bind /build/environment /build/environment')).toBeGreaterThan(at(words, '--bind /build /build'));
  });

  test('and a home that is asked for as readable stays empty', () => {
    expect(wordsFor({ readable: ['/home/me'], emptyFolders: ['/home/me'] })).not.toContain('--ro-bind /home/me');
  });

  test('and what can be read with its folder is not named again', () => {
    expect(wordsFor({ readable: ['/usr', '/usr/local/lib'] })).not.toContain('/usr/local');
  });
});

test('a tree that is the home itself can be written', () => {
  expect(wordsFor({ writable: ['/home/me'], emptyFolders: ['/home/me'] })).not.toContain('--remount-ro /home/me');
});

test('what is not on this machine is left out', () => {
  expect(wordsFor({ readable: ['/lib32'], emptyFiles: ['/etc/shadow'] }, () => 'missing')).not.toMatch(/lib32|shadow/);
});

test('links are made anew where no mount brings them along', () => {
  const links: Readonly<Record<string, string>> = { '/home/me/python': 'py/bin/python3', '/usr/bin/python3': 'python3.11' };
  const words = wordsFor({ readable: ['/usr', '/usr/bin/python3', '/home/me/python'], emptyFolders: ['/home/me'] }, (path) => (links[path] === undefined ? 'present' : { link: links[path] }));
  expect(words).toContain(' --symlink py/bin/python3 /home/me/python ');
  expect(words).not.toContain('--symlink python3.11');
  expect(words).toContain(' --ro-bind /home/me/py/bin/python3 /home/me/py/bin/python3 ');
});
