import { expect, test } from 'vitest';
import { terminalAbilities, type TerminalFacts } from '../../src/platform/terminal.js';

const facts = (change: Partial<TerminalFacts>, environment: Record<string, string> = {}): TerminalFacts => ({
  isTTY: true, columns: 100, platform: 'linux', noColorFlag: false, environment, ...change,
});

test.each<[string, TerminalFacts, boolean]>([
  ['a terminal gets colour', facts({}), true],
  ['a pipe gets none', facts({ isTTY: false }), false],
  ['NO_COLOR wins over a terminal', facts({}, { NO_COLOR: '1' }), false],
  ['an empty NO_COLOR means nothing', facts({}, { NO_COLOR: '' }), true],
  ['FORCE_COLOR colours a pipe', facts({ isTTY: false }, { FORCE_COLOR: '1' }), true],
  ['FORCE_COLOR=0 switches colour off', facts({}, { FORCE_COLOR: '0' }), false],
  ['NO_COLOR wins over FORCE_COLOR', facts({}, { NO_COLOR: '1', FORCE_COLOR: '1' }), false],
  ['--no-color wins over FORCE_COLOR', facts({ noColorFlag: true }, { FORCE_COLOR: '1' }), false],
  ['a dumb terminal gets none', facts({}, { TERM: 'dumb' }), false],
])('colour: %s', (_, given, colour) => {
  expect(terminalAbilities(given).colour).toBe(colour);
});

test.each<[string, TerminalFacts, boolean]>([
  ['a UTF-8 locale shows signs', facts({}, { LANG: 'de_DE.UTF-8' }), true],
  ['the C locale does not', facts({}, { LANG: 'C' }), false],
  ['LC_ALL decides before LANG', facts({}, { LC_ALL: 'POSIX', LANG: 'en_US.utf8' }), false],
  ['no locale at all does, since what reads a CI log is UTF-8', facts({}), true],
  ['Windows Terminal does', facts({ platform: 'win32' }, { WT_SESSION: 'x' }), true],
  ['an old Windows console does not', facts({ platform: 'win32' }), false],
])('unicode: %s', (_, given, unicode) => {
  expect(terminalAbilities(given).unicode).toBe(unicode);
});

test('in CI nothing is redrawn and nobody is asked, even on a terminal', () => {
  expect(terminalAbilities(facts({}, { CI: 'true' }))).toMatchObject({ live: false, canAsk: false });
  expect(terminalAbilities(facts({}, { CI: 'false' }))).toMatchObject({ live: true, canAsk: true });
  expect(terminalAbilities(facts({ isTTY: false }))).toMatchObject({ live: false, canAsk: false });
});

test('an unknown or absurd width becomes 80 columns', () => {
  expect(terminalAbilities(facts({ columns: null })).columns).toBe(80);
  expect(terminalAbilities(facts({ columns: 0 })).columns).toBe(80);
  expect(terminalAbilities(facts({ columns: null }, { COLUMNS: '132' })).columns).toBe(132);
});
