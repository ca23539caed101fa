import { expect, test } from 'vitest';
import { failureCause, mishaps } from '../../../../src/app/pipeline/listing/run-gateway.js';
import type { IndexPlace } from '../../../../src/config/index-place.js';
import { ToolError } from '../../../../src/core/errors.js';
import type { GatewayFailure, GatewayRecord } from '../../../../src/gateway/open-gateway.js';

const PRIVATE = 'https://private.invalid/simple';
const place = (url: string, isPublic: boolean): IndexPlace => ({ url, isPublic, credentials: null, kind: 'http', origin: 'test' });
const both = { indexes: [place('https://public.invalid/simple', true), place(PRIVATE, false)] };
const recorded = (failures: readonly GatewayFailure[], refused: readonly string[] = [], lost: readonly string[] = []): { record: () => GatewayRecord } => ({ record: () => ({ isAsked: true, failures, refused, lost }) });
const failure = (status: number | null, more: Partial<GatewayFailure> = {}): GatewayFailure => ({
  what: 'page', url: `${PRIVATE}/flask/`, place: PRIVATE, status, error: new ToolError('network', `${PRIVATE}/flask/: failed with ${status}`), ...more,
});

test.each([[500], [401], [null]])('a private index that fails for a project (%s) while a public one serves ends the run', (status) => {
  expect(() => mishaps(recorded([failure(status)]), both)).toThrow(expect.objectContaining({ code: 'index-unreachable', message: expect.stringContaining(`${PRIVATE}/flask/`) }));
});

test('without a public index beside it that is a warning', () => {
  expect(mishaps(recorded([failure(500)]), { indexes: [place(PRIVATE, false)] })).toEqual([{ level: 'warning', text: expect.stringContaining(`${PRIVATE}/flask/`) }]);
});

test('a public index that fails beside a private one is a warning', () => {
  expect(mishaps(recorded([failure(500, { place: 'https://public.invalid/simple' })]), both)).toHaveLength(1);
});

test('403 is how file stores say that they do not have a project', () => {
  expect(mishaps(recorded([failure(403)]), both)).toEqual([]);
});

test('an address that pip was refused is told even when pip went on', () => {
  expect(mishaps(recorded([], ['https://evil.invalid']), both)).toEqual([{ level: 'warning', text: expect.stringContaining('https://evil.invalid') }]);
});

test('what pip made of a page that it did not get whole is not trusted', () => {
  expect(() => mishaps(recorded([], [], [`${PRIVATE}/flask/`]), { indexes: [place(PRIVATE, false)] })).toThrow(expect.objectContaining({ code: 'network', message: expect.stringContaining(`${PRIVATE}/flask/`) }));
});

test('a mistake of our own is never a warning', () => {
  expect(() => mishaps(recorded([failure(null, { error: new TypeError('ours') })]), both)).toThrow('ours');
});

test('a page that this machine kept from pip ends the run: pip would go on with an older version of what needs it', () => {
  const error = new ToolError('disk', 'cannot use the store');
  expect(() => mishaps(recorded([failure(null, { error })]), { indexes: [place(PRIVATE, false)] })).toThrow(error);
});

test('the cause of a failed run is the file that could not be had, then the index that failed, then what did not arrive, then what was refused', () => {
  const file = failure(null, { what: 'file', error: new ToolError('hash-mismatch', 'file') });
  expect(failureCause(recorded([failure(403), failure(500), file], ['https://evil.invalid']))).toBe(file.error);
  expect(failureCause(recorded([failure(403), failure(500)], ['https://evil.invalid']))).toMatchObject({ message: expect.stringContaining('failed with 500') });
  expect(failureCause(recorded([failure(403)], ['https://evil.invalid'], ['https://lost.invalid/']))).toMatchObject({ code: 'network', message: expect.stringContaining('https://lost.invalid/') });
  expect(failureCause(recorded([failure(403)], ['https://evil.invalid']))).toMatchObject({ code: 'resolution-failed', message: expect.stringContaining('https://evil.invalid') });
  expect(failureCause(recorded([failure(403)]))).toMatchObject({ message: expect.stringContaining('failed with 403') });
  expect(failureCause(recorded([]))).toBeNull();
});
