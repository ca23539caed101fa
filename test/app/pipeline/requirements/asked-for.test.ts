import { resolve } from 'node:path';
import { expect, test } from 'vitest';
import { asAsked, shownOrigin, withOrigins } from '../../../../src/app/pipeline/requirements/asked-for.js';
import type { Resolved } from '../../../../src/core/artifact.js';
import { parsePackageName } from '../../../../src/core/name.js';
import { parseRequirement } from '../../../../src/core/requirements/parse-requirement.js';
import { emptySet } from '../../../../src/core/requirements/requirement-set.js';
import { untrusted } from '../../../../src/core/untrusted.js';
import { decision } from '../../../reporters/build.js';

const CWD = resolve('/garden');

function item(name: string, extras: readonly string[] = []): Resolved {
  return { name: parsePackageName(name), version: untrusted('1.0'), fileName: untrusted(`${name}.whl`), url: `https://index.invalid/${name}.whl`, expectedSha256: null, requested: true, directUrl: null, extras, yanked: null };
}

test('a place below the folder of the user is told without it, another one in full', () => {
  expect(shownOrigin({ file: resolve(CWD, 'reqs/base.txt'), line: 2 }, CWD)).toEqual({ file: 'reqs/base.txt', line: 2 });
  expect(shownOrigin({ file: './base.txt', line: 2 }, CWD)).toEqual({ file: 'base.txt', line: 2 });
  expect(shownOrigin({ file: '../base.txt', line: 2 }, CWD).file).toBe(resolve(CWD, '../base.txt').replaceAll('\\', '/'));
  expect(shownOrigin({ file: 'https://index.invalid/r.txt', line: 2 }, CWD).file).toBe('https://index.invalid/r.txt');
});

test('each file knows the first line that names its project, however that is spelled', () => {
  const requirements = [['Big.Acorn>=1', 3], ['petals', 5], ['big-acorn', 9]].map(([text, line]) => ({ ...parseRequirement(String(text)), origin: { file: 'r.txt', line: Number(line) } }));
  const [acorn, petals, other] = withOrigins([item('big-acorn'), item('petals'), item('leaf')], { ...emptySet, requirements }, CWD);
  expect([acorn?.askedFor, petals?.askedFor, other?.askedFor]).toEqual([{ file: 'r.txt', line: 3 }, { file: 'r.txt', line: 5 }, undefined]);
});

test('a decision gets the line and the extras of its request, and nothing where there are none', () => {
  const judged = decision('acorn');
  expect(asAsked(judged, { ...item('acorn', ['fast']), askedFor: { file: 'r.txt', line: 3 } }).report.artifact).toMatchObject({ askedFor: { file: 'r.txt', line: 3 }, extras: ['fast'] });
  expect(asAsked(judged, item('acorn'))).toBe(judged);
});
