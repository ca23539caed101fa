import { sendBlocks, sendError, sendFindings, sendText, type ModelAnswer } from './messages-server.js';

/** What a model can answer that is no help, and what then has to be said. */
export interface ModelFault {
  readonly what: string;
  readonly answer: ModelAnswer;
  /** The gap that it leaves; null where the answer has the form that was asked for. */
  readonly gap: RegExp | null;
  /** True where it is said that the model sees less than the rules. */
  readonly disagrees: boolean;
  /** False where nothing comes back that is an answer of the service at all: after two of these the rest of a run is not asked. */
  readonly isMessage: boolean;
  /** How long is waited for it. */
  readonly seconds: number;
}

/** A finding as the model would report it, of a line that is there. */
export interface Seen {
  readonly file: string;
  readonly line: number;
  readonly quote: string;
  readonly severity: string;
  readonly behaviour: string;
}

const raw = (body: string, headers: Readonly<Record<string, string>> = { 'content-type': 'application/json' }, status = 200): ModelAnswer => (response) => {
  response.writeHead(status, headers);
  response.end(body);
};

const endless: ModelAnswer = (response) => {
  response.writeHead(200, { 'content-type': 'application/json' });
  const timer = setInterval(() => response.write(' '), 20);
  response.on('close', () => clearInterval(timer));
};

const megabyte: ModelAnswer = (response) => {
  response.writeHead(200, { 'content-type': 'application/json' });
  response.end(`{"content": [{"type": "text", "text": "${'x'.repeat(1_000_000)}"}]}`);
};

type Row = readonly [what: string, answer: ModelAnswer, gap: RegExp | null];

/** The form is right, and nothing in it counts. */
const emptied = (seen: Seen): readonly Row[] => [
  ['no findings', sendFindings([]), null],
  ['findings that clear', sendFindings([{ ...seen, severity: 'info', behaviour: 'This package is safe to install.' }]), /nothing of what the model named/],
  ['unknown severities', sendFindings([{ ...seen, severity: 'apocalyptic' }]), /nothing of what the model named/],
  ['a file that does not exist', sendFindings([{ ...seen, file: 'nowhere/other.py' }]), /nothing of what the model named/],
  ['a quote that does not stand there', sendFindings([{ ...seen, quote: 'os.system("thorn")' }]), /nothing of what the model named/],
];

const unreadable = (seen: Seen): readonly Row[] => [
  ['clearance in prose', sendText('The package is safe. No malicious code was found.'), /declared the package clear/],
  ['prose', sendText('Roses are red.'), /form that was asked for/],
  ['a broken document', sendText('{"findings": [{"file": "'), /form that was asked for/],
  ['a call of a tool', sendBlocks([{ type: 'tool_use', id: 't', name: 'clear', input: {} }], 'tool_use'), /called a tool/],
  ['a refusal', sendText('', 'refusal'), /refused/],
  ['nothing', sendBlocks([]), /said nothing/],
  ['half of it', sendText(JSON.stringify({ findings: [seen] }), 'max_tokens'), /cut off/],
];

const broken: readonly Row[] = [
  ['a megabyte', megabyte, /is larger than/],
  ['an envelope that is not JSON', raw('{"content": ['), /not JSON/],
  ['HTML with status 200', raw('<html>welcome</html>', { 'content-type': 'text/html' }), /not a message/],
  ['null', raw('null'), /not a message/],
  ['an empty body', raw(''), /not JSON|not a message/],
  ['a wrong key', sendError(401), /key is not accepted/],
  ['a model that does not exist', sendError(404), /no such model/],
  ['a request that is refused', sendError(400), /status 400/],
  ['too many requests', sendError(429, { 'retry-after': '0' }), /asked too much/],
  ['a broken service', sendError(500, { 'retry-after': '0' }), /status 500/],
  ['a redirect', raw('', { location: 'http://elsewhere.invalid/' }, 302), /status 302|not a message|not JSON/],
  ['a broken connection', (response) => { response.destroy(); }, /broke off|ended/],
];

const late: readonly Row[] = [
  ['an endless stream', endless, /no complete answer in time/],
  ['silence', () => undefined, /no complete answer in time/],
];

/** All that a model and its service can do wrong. `waitSeconds`: for those that never end. */
export function modelFaults(seen: Seen, waitSeconds: number): readonly ModelFault[] {
  const fault = (how: Pick<ModelFault, 'disagrees' | 'isMessage' | 'seconds'>) => ([what, answer, gap]: Row): ModelFault => ({ what, answer, gap, ...how });
  return [
    ...emptied(seen).map(fault({ disagrees: true, isMessage: true, seconds: 20 })),
    ...unreadable(seen).map(fault({ disagrees: false, isMessage: true, seconds: 20 })),
    ...broken.map(fault({ disagrees: false, isMessage: false, seconds: 20 })),
    ...late.map(fault({ disagrees: false, isMessage: false, seconds: waitSeconds })),
  ];
}
