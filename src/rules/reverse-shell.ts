import { inWords, runsUnasked } from '../core/context.js';
import { defineRule, type RuleFinding } from '../core/rule.js';
import { OF_CONNECTION, type Call, type SourceFacts } from '../core/facts/source-facts.js';

const STARTS_SHELL = /^\W{0,40}(?:\S{0,300}[\\/])?(?:(?:ba|z|da|k|a)?sh|cmd|powershell|pwsh)(?:\.exe)?\b/i;

const viaShell = (call: Call): RuleFinding => ({
  severity: runsUnasked(call.when) ? 'critical' : 'medium',
  isStrong: true,
  message: `${call.name} ties a shell to a network connection, ${inWords(call.when)}`,
  at: call,
});

/** Whatever is given such a line unasked: no name says what that does with it. */
const viaUnknown = (call: Call): RuleFinding => ({ severity: 'medium', isStrong: true, message: `something unknown${call.name === '' ? '' : `, ${call.name},`} is given a line that ties a shell to a network connection, ${inWords(call.when)}`, at: call });

/** A connection and a shell in one function, with the shell's streams put onto the connection in between. */
function viaSocket(facts: SourceFacts): readonly RuleFinding[] {
  const connections = facts.calls('connect');
  const copies = facts.calls('descriptor-copy');
  return facts.calls('process').flatMap((shell) => {
    const isNear = (call: Call): boolean => call.within === shell.within;
    const copy = copies.find(isNear);
    // Where the streams go onto a connection for sure, it may have been opened by another function.
    const connection = connections.find(isNear) ?? (copy?.text === OF_CONNECTION && STARTS_SHELL.test(shell.text ?? '') ? connections[0] : undefined);
    if (!connection || !copy) return [];
    return [
      {
        ...viaShell(shell),
        trace: [
          { what: `${connection.name} connects to ${connection.text ?? 'a computed address'}`, line: connection.line },
          { what: 'standard streams are put onto the connection', line: copy.line },
          { what: `${shell.name} starts`, line: shell.line },
        ],
      },
    ];
  });
}

export default defineRule({
  kind: 'source',
  title: 'Gives a stranger a shell on this machine',
  docs: `A reverse shell connects to the attacker and puts a shell's input and output onto that connection: os.dup2 over a socket, pty.spawn, or a shell line with
/dev/tcp, nc -e, mkfifo or socat. No library does this to its user. Such a line counts as well where it is given, unasked, to something of which nothing is known. Out of scope: commands that are read from the network one by one (see download-then-run).`,

  check: (facts) => [...facts.calls('process').filter((call) => call.traits.has('reverse-shell')).map(viaShell), ...facts.calls('command-line').filter((call) => runsUnasked(call.when) && call.traits.has('reverse-shell')).map(viaUnknown), ...viaSocket(facts)],
});
