import { describe, expect, test } from 'vitest';
import type { GatewayTools, PageAnswer, ProjectQuestion } from '../../src/gateway/open-gateway.js';
import { parsePackageName } from '../../src/core/name.js';
import { readHtmlPage } from '../../src/gateway/read-page.js';
import { ask, makeGateway } from './proxied.js';

const OWN = 'https://own.invalid/simple';
const PUBLIC = 'https://public.invalid/simple/';
const PIP_OWN = 'http://own.invalid/simple/flask/';
const PIP_PUBLIC = 'http://public.invalid/simple/flask/';

const page = (url: string, status = 200): PageAnswer => ({ status, url, contentType: 'text/html', body: Buffer.from(`<a href="${new URL('/files/flask-1.0.tar.gz', url).href}">`) });
const filesOf = (text: string): string[] => readHtmlPage(text, 'http://page.invalid/').map(({ url }) => new URL(url).host);

/** A gateway over two indexes that keeps account of what it asked and was asked. */
async function twoIndexes({ statuses = {}, keep = () => true, ...more }: Pick<GatewayTools, 'serves'> & { readonly statuses?: Readonly<Record<string, number>>; readonly keep?: (place: string) => boolean }) {
  const asked: string[] = [];
  const questions: ProjectQuestion[] = [];
  const gateway = await makeGateway({
    ...more,
    indexes: [OWN, PUBLIC],
    fetchPage: (url) => {
      asked.push(url);
      return Promise.resolve(page(url, statuses[new URL(url).host] ?? 200));
    },
    choose: (question) => {
      questions.push(question);
      return Promise.resolve(question.pages.filter(({ place }) => keep(place)));
    },
  });
  return { gateway, asked, questions };
}

describe('a project that pip asks two indexes for', () => {
  test('is asked for once at each, whoever pip asks first and how often', async () => {
    const { gateway, asked, questions } = await twoIndexes({});
    for (const url of [PIP_PUBLIC, PIP_OWN, PIP_PUBLIC]) expect((await ask(gateway, url)).status).toBe(200);
    expect(asked.toSorted()).toEqual([`${OWN}/flask/`, `${PUBLIC}flask/`]);
    expect(questions).toMatchObject([{ project: 'flask', failed: [], pages: [{ place: OWN }, { place: PUBLIC }] }]);
  });

  test('shows pip what was chosen, and nothing else can be fetched', async () => {
    const { gateway } = await twoIndexes({ keep: (place) => place === OWN });
    expect(filesOf((await ask(gateway, PIP_OWN)).text)).toEqual(['own.invalid']);
    expect(filesOf((await ask(gateway, PIP_PUBLIC)).text)).toEqual([]);
    expect((await ask(gateway, 'http://public.invalid/files/flask-1.0.tar.gz')).status).toBe(403);
  });

  test('is not even asked for where it may not come from', async () => {
    const { gateway, asked } = await twoIndexes({ serves: (_, place) => place === PUBLIC });
    expect(filesOf((await ask(gateway, PIP_OWN)).text)).toEqual([]);
    expect(filesOf((await ask(gateway, PIP_PUBLIC)).text)).toEqual(['public.invalid']);
    expect(asked).toEqual([`${PUBLIC}flask/`]);
  });

  test('tells what has failed apart from what does not have it', async () => {
    const { gateway, questions } = await twoIndexes({ statuses: { 'own.invalid': 500, 'public.invalid': 404 } });
    expect((await ask(gateway, PIP_OWN)).status).toBe(502);
    expect((await ask(gateway, PIP_PUBLIC)).status).toBe(404);
    expect(questions).toMatchObject([{ pages: [], failed: [OWN] }]);
    expect(gateway.record().failures).toMatchObject([{ place: OWN, status: 500 }]);
  });
});

async function offered(given: Parameters<typeof twoIndexes>[0], way: 'offersOf' | 'foreseenOf' = 'offersOf') {
  const { gateway } = await twoIndexes(given);
  const offers = await gateway[way](parsePackageName('flask'));
  return { hosts: offers.map(({ url }) => new URL(url).host), place: gateway.placeOf(offers[0]?.url ?? 'https://x.invalid/'), failures: gateway.record().failures.map(({ place, status }) => `${place} ${status}`) };
}

test('who needs the files of a project without pip gets those that pip would be shown, and what fails is noted', async () => {
  expect(await offered({})).toEqual({ hosts: ['own.invalid', 'public.invalid'], place: OWN, failures: [] });
  expect(await offered({ keep: (place) => place === PUBLIC })).toEqual({ hosts: ['public.invalid'], place: PUBLIC, failures: [] });
  expect(await offered({ statuses: { 'own.invalid': 404, 'public.invalid': 500 } })).toEqual({ hosts: [], place: null, failures: [`${PUBLIC} 500`] });
});

test('who guesses what pip will ask for tells no name to an index that may not hear it', async () => {
  const { gateway, asked } = await twoIndexes({ serves: (_, place) => place === PUBLIC });
  expect((await gateway.foreseenOf(parsePackageName('flask'))).map(({ url }) => new URL(url).host)).toEqual(['public.invalid']);
  expect(asked).toEqual([`${PUBLIC}flask/`]);
});

test('who guesses what pip will ask for gets the same, knows whose files they are, and hears of no failure', async () => {
  expect(await offered({}, 'foreseenOf')).toEqual({ hosts: ['own.invalid', 'public.invalid'], place: OWN, failures: [] });
  expect(await offered({ keep: (place) => place === PUBLIC }, 'foreseenOf')).toEqual({ hosts: ['public.invalid'], place: PUBLIC, failures: [] });
  expect(await offered({ statuses: { 'own.invalid': 404, 'public.invalid': 500 } }, 'foreseenOf')).toEqual({ hosts: [], place: null, failures: [] });
});
