import type { Value } from '../../fold/value.js';
import type { EvaluatedCall } from '../call.js';
import type { Run, Scope } from '../run.js';

const IS_HIDDEN_COPY = /^bcc$/i;
const IS_MAIL_ADDRESS = /^[^@\s{}<>]+@[\w-]+(?:\.[\w-]+)+$/;
// Nobody has a mailbox there.
const IS_PLACEHOLDER = /@(?:[\w-]+\.)*(?:example(?:\.(?:com|org|net))?|domain\.com|localhost|localdomain|test)$/i;

/** The address of somebody whom the code names and its user does not. */
const addressIn = ({ text }: Value): string | null => (text !== null && IS_MAIL_ADDRESS.test(text.trim()) && !IS_PLACEHOLDER.test(text.trim()) ? text.trim() : null);

interface Where {
  readonly line: number;
  readonly scope: Scope;
  readonly run: Run;
}

function noteCopy(addresses: readonly Value[], name: string, { line, scope, run }: Where): void {
  const [address] = addresses.flatMap((value) => addressIn(value) ?? []);
  if (address !== undefined) run.recording.calls.push({ kind: 'mail-copy', name, line, owner: scope.owner, text: address });
}

/** `mail["Bcc"] = "somebody@elsewhere"` */
export function noteHeader(key: string, value: Value, where: Where): void {
  if (IS_HIDDEN_COPY.test(key)) noteCopy([value, ...(value.items ?? [])], key, where);
}

const SENDS = /^(?:smtplib\.(?:SMTP|SMTP_SSL|LMTP)\(\)|aiosmtplib\.SMTP\(\))\.sendmail$/;

/** The same among the words of a call: `Mail(bcc=…)`, and beside those to whom somebody sends: `sendmail(sender, [to, "somebody@elsewhere"], text)`. */
export function noteCopies({ name, method, args, named, line, scope }: EvaluatedCall, run: Run): void {
  const where = { line, scope, run };
  const copied = named.get('bcc') ?? named.get('Bcc');
  if (copied) noteCopy([copied, ...(copied.items ?? [])], 'bcc', where);
  if (method === 'add_header' && args[1]) noteHeader(args[0]?.text ?? '', args[1], where);
  const recipients = method === 'sendmail' && SENDS.test(name) ? ((args[1] ?? named.get('to_addrs') ?? named.get('recipients'))?.items ?? []) : [];
  if (recipients.some(({ text }) => text === null)) noteCopy(recipients, name, where);
}
