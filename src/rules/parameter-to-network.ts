import { belongsTo } from '../core/context.js';
import type { Severity } from '../core/finding.js';
import { defineRule } from '../core/rule.js';
import type { Flow, SourceFacts } from '../core/facts/source-facts.js';

/** True where the request goes to an address that stands there, whatever the wrapped function was asked for. */
const isSentTo = (line: number, facts: SourceFacts): boolean => facts.calls('network').some((call) => call.line === line && /^https?:\/\/[\w-]/.test(call.text ?? ''));

// The name or number of a host, of a machine other than this one.
const IS_HOST = /^(?!127\.|0\.0\.0\.0|localhost)[\w-]+(?:\.[\w-]+)+$/;

/** What a socket is given goes where it was connected to before. */
const isWrittenTo = ({ sink }: Flow, facts: SourceFacts): boolean => /^(?:socket|http\.client)\./.test(sink.name) && facts.calls('connect').some(({ text }) => IS_HOST.test(text ?? ''));

// Whoever wraps a function of a client calls that client; a module that has it from there gives it the same name (`garden.urlopen = wrapped` around urlopen).
const lastOf = (name: string): string => name.slice(name.lastIndexOf('.') + 1);
const packageOf = (name: string): string => name.replace(/^.* of /, '').split('.')[0] ?? '';

// What Python calls with an error that nobody has caught is there to be replaced, and reports of crashes are sent so.
const IS_OF_CRASHES = / of (?:sys\.(?:excepthook|unraisablehook)|threading\.excepthook)(?: in |$)/;

// A package that adds to its own modules replaces nobody's function.
const isItsOwn = ({ source }: Flow, { path }: SourceFacts): boolean => belongsTo(path, packageOf(source.name));
// An heir in the place of its own base (`urllib.request.socket.socket = Mine`) is a connection as that one was.
const isOfSameClass = ({ source, sink }: Flow): boolean => sink.name.includes('()') && `.${source.name.replace(/^.* of /, '')}`.includes(`.${sink.name.split('()')[0] ?? ''}.`);
const isSame = (flow: Flow): boolean => packageOf(flow.source.name) === packageOf(flow.sink.name) || lastOf(flow.source.name) === lastOf(flow.sink.name) || isOfSameClass(flow);
// What an adapter is given by whoever mounts it; those that send it to where they are told to are ways to connect.
const isConnection = (flow: Flow, facts: SourceFacts): boolean => flow.source.name.includes(' of any ') && !isSentTo(flow.sink.line, facts) && !isWrittenTo(flow, facts);
const isPassedOn = (flow: Flow, facts: SourceFacts): boolean => !isSentTo(flow.sink.line, facts) && flow.source.name.includes(' of ') && isSame(flow);

// A key for ssh proves who one is, and stays where it is: what a client for it is given is not sent.
const PROVES_ONLY = /^(?:paramiko|asyncssh|pysftp|fabric|parallel_ssh|pssh)\b/;

// Whoever makes a wallet, or opens one, gets it from there.
const MAKES_WALLET = / of (?:eth_account|eth_keys|solders|bip_utils|bip32utils|hdwallet|solana\.keypair)\./;

/** What is given to a function that replaces another one can be anything. */
const isOfWallet = ({ source }: Flow): boolean => !source.name.includes(' of ');

function severityOf(flow: Flow, facts: SourceFacts): Severity {
  if (isOfWallet(flow)) return 'medium';
  const isForStranger = isSentTo(flow.sink.line, facts) || isWrittenTo(flow, facts) || MAKES_WALLET.test(flow.source.name);
  return isForStranger && !isItsOwn(flow, facts) ? 'critical' : 'low';
}

export default defineRule({
  kind: 'source',
  title: 'Sends the keys of a wallet that it was given to the network',
  docs: `A function for wallets needs the private key or the words of its user to sign with; what goes to the network is the signature. One that sends the key itself gives the wallet away.
So does one that is put in the place of another package's function (\`Keypair.__init__ = mine\`) and sends what that one is given, by an assignment, as a mock or as a wrapper of it, or as an adapter that a client calls with each request: nobody calls it knowingly.
What to do: do not install it; move what the wallet holds. Out of scope: adapters that connect to where they are told to, the error that a hook for crashes is given, keys that are kept in an object first, keys under other names, and passwords of services, which have to be sent.`,

  check: (facts) =>
    facts.flows({ from: 'parameter', to: 'network' }).filter((flow) => !isConnection(flow, facts) && !isPassedOn(flow, facts) && !IS_OF_CRASHES.test(flow.source.name) && !(isOfWallet(flow) && PROVES_ONLY.test(flow.sink.name))).map((flow) => ({
      severity: severityOf(flow, facts),
      isStrong: isOfWallet(flow) || !isItsOwn(flow, facts),
      message: `${flow.sink.name} sends the parameter ${flow.source.name}`,
      at: flow.sink,
      trace: flow.steps,
    })),
});
