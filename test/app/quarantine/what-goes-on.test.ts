import { describe, expect, test } from 'vitest';
import { goOnWithout, type Planned } from '../../../src/app/quarantine/what-goes-on.js';
import { parsePackageName } from '../../../src/core/name.js';

const one = (name: string, requires: readonly string[] | null, flags: { readonly out?: boolean; readonly asked?: boolean } = {}): Planned => ({ name: parsePackageName(name), requires, isSetAside: flags.out ?? false, requested: flags.asked ?? false });

const ODD = one('odd', ['helper>=1'], { out: true, asked: true });

describe('an install goes on without what was set aside', () => {
  test.each<[string, readonly Planned[], readonly string[]]>([
    ['where nothing else needs it', [ODD, one('petals', [], { asked: true })], ['petals']],
    ['and what only it needs stays out', [ODD, one('helper', []), one('petals', ['stem']), one('stem', [])], ['petals', 'stem']],
    ['and what others need as well comes in', [ODD, one('helper', []), one('petals', ['Helper'], { asked: true })], ['petals', 'helper']],
    ['when it needs itself for an extra', [one('odd', ['odd[all]'], { out: true, asked: true }), one('petals', ['petals[x]'], { asked: true })], ['petals']],
    ['when only another that was set aside needs it', [ODD, one('helper', [], { out: true }), one('petals', [], { asked: true })], ['petals']],
    ['when all was set aside', [ODD], []],
  ])('%s', (_, plan, installed) => {
    const { install, stopped } = goOnWithout(plan);
    expect([[...(install ?? [])].toSorted(), stopped]).toEqual([[...installed].toSorted(), null]);
  });
});

describe('nothing is installed', () => {
  test.each<[string, readonly Planned[], string]>([
    ['when another package needs it', [ODD, one('petals', ['odd'], { asked: true })], 'petals needs odd'],
    ['when it may be needed under a marker that is not looked at', [ODD, one('petals', ['Odd >1; python_version < "3"'], { asked: true })], 'petals needs odd'],
    ['when it may be needed for an extra that nobody asked for', [ODD, one('petals', ['odd[fast] ; extra == "x"'], { asked: true })], 'petals needs odd'],
    ['when a dependency of another needs it', [one('odd', [], { out: true }), one('petals', ['stem'], { asked: true }), one('stem', ['odd'])], 'stem needs odd'],
    ['when it cannot be told what another needs', [ODD, one('petals', null, { asked: true })], 'what petals needs could not be read, and it may be odd'],
    ['when nobody in the plan asked for it', [one('odd', [], { out: true }), one('petals', [], { asked: true })], 'odd was not asked for, and something that is installed already may need it'],
  ])('%s', (_, plan, why) => {
    expect(goOnWithout(plan)).toEqual({ install: null, stopped: [why] });
  });
});
