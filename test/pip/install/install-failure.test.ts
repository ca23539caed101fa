import { expect, test } from 'vitest';
import { installFailure } from '../../../src/pip/install/install-failure.js';

const failed = (stderr: string) => installFailure({ code: 1, stdout: '', stderr }, []);

const noRoom = (name: string): string => `('/tmp/pip-target/${name}', '/garden/to/${name}', "[Errno 28] No space left on device: '/tmp/pip-target/${name}' -> '/garden/to/${name}'")`;

test('a full disk is told with the first file that had no room, and not with all of them', async () => {
  const error = await failed(`ERROR: Exception:\nTraceback (most recent call last):\nshutil.Error: [${noRoom('a.py')}, ${noRoom('b.py')}]\n`);
  expect(error).toMatchObject({ code: 'disk', message: 'pip could not install what was cleared: no space is left for "/garden/to/a.py"', hint: 'make room on the disk and try again' });
});

test('a full disk is told where pip names no file', async () => {
  await expect(failed('ERROR: Could not install packages due to an OSError: [Errno 28] No space left on device\n')).resolves.toMatchObject({ code: 'disk', message: 'pip could not install what was cleared: no space is left' });
});

test('a folder that may not be written keeps the words of pip', async () => {
  await expect(failed("ERROR: Could not install packages due to an OSError: [Errno 13] Permission denied: '/garden'\n")).resolves.toMatchObject({ code: 'disk', message: expect.stringContaining("Permission denied: '/garden'") });
});
