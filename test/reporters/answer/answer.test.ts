import { describe, expect, test } from 'vitest';
import { sentences, type Answer } from '../../../src/core/answer.js';
import { answerJson } from '../../../src/reporters/answer/json.js';
import { answerTable } from '../../../src/reporters/answer/table.js';
import { look } from '../build.js';

const settings: Answer = {
  groups: [
    { rows: [['mode', 'default', 'block'], ['warn_score', 'user', '0.3'], ['allowlist', 'system, locked', `${'flask, '.repeat(30)}django`]] },
    { title: 'Read from', rows: [['/home/me/.depsec/config.toml']] },
  ],
  document: { settings: [1] },
};

test('columns stand below each other, and the last one is broken into lines of its own column', () => {
  expect(answerTable(settings, look()).split('\n').slice(0, 4)).toEqual([
    'mode        default         block',
    'warn_score  user            0.3',
    'allowlist   system, locked  flask, flask, flask, flask, flask, flask, flask,',
    '                            flask, flask, flask, flask, flask, flask, flask,',
  ]);
});

test('columns stay below each other where the last one goes on in lines of its own', () => {
  const log: Answer = { groups: [{ rows: [['2026-11-28', 'scan', 'warning', 'a-very-long-name-of-a-package', 'old'], ['2026-11-28', 'scan', 'safe', 'six', '']] }], document: {} };
  expect(answerTable(log, look({ columns: 70 })).split('\n').slice(0, 3)).toEqual(['2026-11-28  scan  warning  a-very-long-name-of-a-package', '    old', '2026-11-28  scan  safe     six']);
});

test('nothing of a value is left out', () => {
  expect(answerTable(settings, look()).match(/flask/g)).toHaveLength(30);
});

test('groups are apart, with their titles', () => {
  expect(answerTable(settings, look())).toMatch(/django\n\nRead from\n\/home\/me\/\.depsec\/config\.toml\n$/);
});

test('on a narrow terminal no line is wider than it', () => {
  const lines = answerTable(settings, look({ columns: 40 })).split('\n');
  expect(lines.filter((line) => line.length > 40)).toEqual([]);
});

test('an answer of nothing prints nothing', () => {
  expect(answerTable({ groups: [{ rows: [] }], document: {} }, look())).toBe('');
});

describe('texts of packages', () => {
  const hostile = sentences(['a\u001b[2Kb\nc'], { text: 'a\u001b\u202e' });

  test('steer no terminal', () => {
    expect(answerTable(hostile, look())).toBe('a\\x1b[2Kb\\nc\n');
  });

  test('are escaped in JSON, which parses back', () => {
    expect(answerJson(hostile)).not.toMatch(/[\u001b\u202e]/);
    expect(JSON.parse(answerJson(hostile))).toEqual({ schema: 1, text: 'a\u001b\u202e' });
  });
});
