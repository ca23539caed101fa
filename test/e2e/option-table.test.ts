import { expect, test } from 'vitest';
import { optionsOf, type GatedCommand, type PipOption } from '../../src/pip/option-table.js';
import { ground, makeSandbox } from '../support/given.js';
import { venvPython } from '../support/runs/python.js';
import { runProcess } from '../support/runs/run-process.js';

/** `23.2.1` as a number by which minor versions can be compared. */
const rank = (version: string): number => {
  const [major = 0, minor = 0] = version.split('.').map(Number);
  return major * 100 + minor;
};

/** `-r --requirement VALUE` for each option that `pip COMMAND --help` shows; of several long forms it shows the first. */
const shownIn = (help: string): readonly string[] =>
  [...help.matchAll(/^ {2}(?:(-\w), )?(--[a-z0-9-]+)( <)?/gm)].map(([, short, long = '', value]) => [short ?? [], long, value ? 'VALUE' : []].flat().join(' '));

const spelled = ({ name, short, value }: PipOption, version: number): string =>
  // pip 23.0 had no -C yet; that it is taken there as well harms nobody.
  [short === undefined || (short === 'C' && version < rank('23.1')) ? [] : `-${short}`, `--${name}`, value === undefined ? [] : 'VALUE'].flat().join(' ');

function rowsOf(command: GatedCommand, version: number): readonly PipOption[] {
  return optionsOf(command).filter(({ since = '0', until = '99' }) => rank(since) <= version && version <= rank(until));
}

test('what each pip here shows in its help of install, download and wheel is what the table holds for its version', async () => {
  const box = makeSandbox({ venv: false });
  const newest = Math.max(...optionsOf('install').map(({ since = '23.0' }) => rank(since)));
  for (const { python: { pip }, venv } of ground().pips.filter((each) => rank(each.python.pip) <= newest)) {
    for (const command of ['install', 'download', 'wheel'] as const) {
      const { stdout } = await runProcess(venvPython(venv), ['-m', 'pip', command, '--help'], { cwd: box.cwd, env: { HOME: box.home } });
      const [shown, rows] = [shownIn(stdout), rowsOf(command, rank(pip))];
      const known = rows.map((row) => spelled(row, rank(pip)));
      expect(shown.length).toBeGreaterThan(40);
      expect(shown.filter((option) => !known.includes(option)), `pip ${pip} ${command} has options without a row`).toEqual([]);
      const promised = rows.filter(({ name, listed }) => listed !== 'hidden' || name === 'version').map((row) => spelled(row, rank(pip)));
      expect(promised.filter((option) => !shown.includes(option)), `pip ${pip} ${command} does not have these rows`).toEqual([]);
    }
  }
});
