import { expect, test } from 'vitest';
import { inWords } from '../../src/core/ages.js';
import { isNewer, isSameVersion, isVersion, newestOf, oldestFrom } from '../../src/core/requirements/version-order.js';

test.each([['1.10', '1.9'], ['2', '1.99'], ['1.0', '1.0rc1'], ['1.0.post1', '1.0'], ['1!0.1', '99'], ['1.0+local.2', '1.0+local.1'], ['1.0a1', '1.0.dev5']])('%s comes after %s', (later, earlier) => {
  expect([isNewer(later, earlier), isNewer(earlier, later), isNewer(later, later)]).toEqual([true, false, false]);
});

test('two spellings of one version are the same, and what is no version is only like itself', () => {
  expect([isSameVersion('1.0', '1.0.0'), isSameVersion('1.0RC1', '1.0rc1'), isSameVersion('1.0', '1.0.1'), isSameVersion('1.010', '1.10.00'), isSameVersion('10', '1'), isSameVersion('0.0', '0'), isSameVersion('odd!', 'odd!'), isSameVersion('odd!', '1.0')]).toEqual([true, true, false, true, false, true, true, false]);
  expect([isVersion('2004d'), isNewer('odd!', '1.0'), isNewer('1.0', 'odd!')]).toEqual([false, false, false]);
});

test('the newest is a final release where there is one', () => {
  expect(newestOf(['1.0', '2.0rc1', '1.5', 'odd!'])).toBe('1.5');
  expect(newestOf(['2.0rc1', '2.0.dev1'])).toBe('2.0rc1');
  expect(newestOf(['odd!'])).toBeNull();
});

test('the oldest from a version on is that version, else the next one', () => {
  expect(oldestFrom('1.4', ['2.0', '1.4.0', '1.5', '1.3'])).toBe('1.4.0');
  expect(oldestFrom('1.4', ['2.0', '1.5', '1.3', 'odd!'])).toBe('1.5');
  expect(oldestFrom('3', ['2.0'])).toBeNull();
});

const HOUR = 3_600_000;
test.each([[0, '0 minutes'], [59_000, '0 minutes'], [60_000, '1 minute'], [HOUR, '1 hour'], [47 * HOUR, '1 day'], [72 * HOUR, '3 days'], [24 * 400 * HOUR, '400 days'], [24 * 800 * HOUR, '2 years']])('%d ms are %s', (ms, words) => {
  expect(inWords(ms)).toBe(words);
});
