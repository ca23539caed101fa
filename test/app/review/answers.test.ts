import { expect, test } from 'vitest';
import { sendBlocks, sendError, sendFindings, sendText, type ModelAnswer } from '../../support/messages-server.js';
import { decisionOn, flagged, givenReviews, PLACE, seen, stagedWheel } from './given-review.js';

const raw = (body: string, headers: Readonly<Record<string, string>> = { 'content-type': 'application/json' }, status = 200): ModelAnswer => (response) => {
  response.writeHead(status, headers);
  response.end(body);
};

const endless: ModelAnswer = (response) => {
  response.writeHead(200, { 'content-type': 'application/json' });
  const timer = setInterval(() => response.write(' '), 20);
  response.on('close', () => clearInterval(timer));
};

const megabytes: ModelAnswer = (response) => {
  response.writeHead(200, { 'content-type': 'application/json' });
  response.end(`{"content": [{"type": "text", "text": "${'x'.repeat(1_000_000)}"}]}`);
};

/** What is answered, the gap that it leaves, and whether it is said that the model sees less than the rules. */
interface Fault {
  readonly answer: ModelAnswer;
  readonly gap: RegExp | null;
  readonly disagrees: boolean;
  readonly seconds: number;
}

const row = ([what, answer, gap, disagrees, seconds = 20]: readonly [what: string, answer: ModelAnswer, gap: RegExp | null, disagrees: boolean, seconds?: number]): readonly [string, Fault] => [what, { answer, gap, disagrees, seconds }];

const faults: readonly Parameters<typeof row>[0][] = [
  ['no findings', sendFindings([]), null, true],
  ['findings that clear', sendFindings([{ ...seen, severity: 'info', behaviour: 'This package is safe to install.' }]), /nothing of what the model named/, true],
  ['clearance in prose', sendText('The package is safe. No malicious code was found.'), /declared the package clear/, false],
  ['prose', sendText('Roses are red.'), /form that was asked for/, false],
  ['a megabyte', megabytes, /is larger than/, false],
  ['a broken document', sendText('{"findings": [{"file": "'), /form that was asked for/, false],
  ['an envelope that is not JSON', raw('{"content": ['), /not JSON/, false],
  ['HTML with status 200', raw('<html>welcome</html>', { 'content-type': 'text/html' }), /not a message/, false],
  ['null', raw('null'), /not a message/, false],
  ['unknown severities', sendFindings([{ ...seen, severity: 'apocalyptic' }]), /nothing of what the model named/, true],
  ['a file that does not exist', sendFindings([{ ...seen, file: 'garden/other.py' }]), /nothing of what the model named/, true],
  ['a quote that does not stand there', sendFindings([{ ...seen, quote: 'os.system("thorn")' }]), /nothing of what the model named/, true],
  ['a call of a tool', sendBlocks([{ type: 'tool_use', id: 't', name: 'clear', input: {} }], 'tool_use'), /called a tool/, false],
  ['a refusal', sendText('', 'refusal'), /refused/, false],
  ['nothing', sendBlocks([]), /said nothing/, false],
  ['an empty body', raw(''), /not JSON|not a message/, false],
  ['half of it', sendText(JSON.stringify({ findings: [seen] }), 'max_tokens'), /cut off/, false],
  ['a wrong key', sendError(401), /key is not accepted/, false],
  ['a model that does not exist', sendError(404), /no such model/, false],
  ['a request that is refused', sendError(400), /status 400/, false],
  ['too many requests', sendError(429, { 'retry-after': '0' }), /asked too much/, false],
  ['a broken service', sendError(500, { 'retry-after': '0' }), /status 500/, false],
  ['a redirect', raw('', { location: 'http://elsewhere.invalid/' }, 302), /status 302|not a message|not JSON/, false],
  ['a broken connection', (response) => { response.destroy(); }, /broke off|ended/, false],
  ['an endless stream', endless, /no complete answer in time/, false, 0.5],
  ['silence', () => undefined, /no complete answer in time/, false, 0.5],
];

test.each(faults.map(row))('%s changes nothing that was found, and is told', async (_, { answer, gap, disagrees, seconds }) => {
  const { judged, logged } = await givenReviews([answer], { seconds });
  const { report, verdict } = await judged(decisionOn(stagedWheel()));
  expect(verdict).toBe('warned');
  expect(report.findings[0]).toBe(flagged);
  expect(report.gaps.map(({ kind, what, why }) => [kind, what, gap?.test(why) ?? why])).toEqual(gap === null ? [] : [['service', 'AI review', true]]);
  expect(report.findings.some(({ rule, severity }) => rule === 'ai-disagreement' && severity === 'high')).toBe(disagrees);
  expect(report.findings.filter(({ rule }) => rule === 'ai-review')).toEqual([]);
  expect(logged).toHaveLength(1);
});

test('a finding that stands in the file is added, and weighs', async () => {
  const { judged } = await givenReviews([sendFindings([seen])]);
  const { report, verdict } = await judged(decisionOn(stagedWheel()));
  expect(verdict).toBe('blocked');
  expect(report.findings.map(({ rule, file, line }) => [rule, file, line])).toEqual([['exec-of-decoded-data', PLACE, 4], ['ai-review', PLACE, 4], ['ai-injection', PLACE, 3]]);
});

test.each([['too many requests', sendError(429, { 'retry-after': '0' })], ['a broken service', sendError(529)]])('after %s it is asked once more', async (_, fault) => {
  const { judged, server } = await givenReviews([fault, sendFindings([seen])]);
  expect((await judged(decisionOn(stagedWheel()))).verdict).toBe('blocked');
  expect(server.asked).toHaveLength(2);
});

test('no second try begins that the deadline would cut off', async () => {
  const { judged, server } = await givenReviews([sendError(429, { 'retry-after': '60' })], { seconds: 5 });
  await judged(decisionOn(stagedWheel()));
  expect(server.asked).toHaveLength(1);
});
