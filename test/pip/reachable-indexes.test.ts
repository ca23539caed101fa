import { describe, expect, test } from 'vitest';
import { reachableIndexes, type PackageIndex } from '../../src/pip/reachable-indexes.js';

const open: PackageIndex = { url: 'https://public.invalid/simple', isPublic: true };
const own: PackageIndex = { url: 'https://own.invalid/simple', isPublic: false };
const other: PackageIndex = { url: 'https://other.invalid/simple', isPublic: false };

interface Question {
  readonly indexes: readonly PackageIndex[];
  readonly dead: readonly PackageIndex[];
  readonly skip?: readonly string[];
  readonly canDoWithout?: boolean;
}

const ask = ({ indexes, dead, skip = [], canDoWithout = false }: Question) =>
  reachableIndexes(indexes, (url) => Promise.resolve(dead.some((index) => index.url === url) ? { dead: 'refused' } : 'alive'), { canDoWithout, skip });

describe('the run goes on', () => {
  const rows: readonly (readonly [string, Question, readonly PackageIndex[]])[] = [
    ['when all answer', { indexes: [open, own], dead: [] }, [open, own]],
    ['without a public index that does not answer', { indexes: [own, open], dead: [open] }, [own]],
    ['without one of several private indexes, where there is no public one', { indexes: [own, other], dead: [other] }, [own]],
    ['without a private index that --skip-index names', { indexes: [open, own], dead: [own], skip: [own.url] }, [open]],
    ['without any index, where files come from elsewhere', { indexes: [open], dead: [open], canDoWithout: true }, []],
  ];
  test.each(rows)('%s', async (_name, question, alive) => {
    expect(await ask(question)).toEqual({ alive, dead: question.dead.map((index) => ({ index, why: 'refused' })) });
  });
});

test('a private index that does not answer while a public one serves ends the run, and the way on is told', async () => {
  await expect(ask({ indexes: [open, own], dead: [own] })).rejects.toMatchObject({
    code: 'index-unreachable', message: expect.stringContaining('must not come from a public namesake'), hint: expect.stringContaining(`--skip-index ${own.url}`),
  });
});

test('where no index answers, the run ends and names them', async () => {
  await expect(ask({ indexes: [open, own], dead: [open, own] })).rejects.toMatchObject({ code: 'index-unreachable', message: expect.stringContaining(`${open.url} (refused), ${own.url} (refused)`) });
});
