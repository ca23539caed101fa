import { namedValue, UNKNOWN } from '../../fold/value.js';
import { DECODERS, EXECUTORS, CALLS_BACK, FILE_RUNNERS, IMPORTERS, OBJECT_LOADERS, RUNNERS, SORTERS, MAKES_SPEC } from '../../vocabulary/code.js';
import { KEY_CALLS } from '../../vocabulary/keys.js';
import { callsAddress, destroys, handlesMachineCode } from '../../vocabulary/machine.js';
import { mayFetch, talksToNetwork } from '../../vocabulary/network/calls.js';
import { connectsSocket, MAKES_SOCKET } from '../../vocabulary/network/sockets.js';
import { fillsClipboard, observes, QUESTIONS, startsOffice, watchesKeys } from '../../vocabulary/observation.js';
import { PIP_ENTRIES, startsProcess } from '../../vocabulary/processes.js';
import { CREDENTIAL_CALLS } from '../../vocabulary/credential-calls.js';
import { HOST_IDENTITY } from '../../vocabulary/secrets.js';
import { FINDS_LIKE } from '../../vocabulary/token-patterns.js';
import { readsRequest } from '../../vocabulary/web-requests.js';
import { buildsNode } from './built-nodes.js';
import { isFileCall } from './files.js';
import { isRecordCall } from '../fields.js';
import { takesApart } from '../instances.js';
import { LETTER_CALLS } from './letters.js';
import { takesHandler } from './messages.js';
import { isMagic } from './notebooks.js';
import type { Nature, Run } from '../run.js';
import { runsExamples } from './doc-examples.js';
import { givesOwn } from './own-sources.js';
import { replaces } from './replaces.js';
import { actsAsCommand } from './ways-in.js';
import { isTextCall } from './text-calls.js';

// Looking up the machine's own name tells an address and sends nothing; data leaves only in the labels of a domain.
export const LOOKS_UP_NAME = /^socket\.(gethostbyname|gethostbyname_ex|getaddrinfo)$/;

const READS_VARIABLE = /^os\.(?:getenv|environ\.(?:get|pop|setdefault))$/;

/** Names that are put together at run time, and functions that are bound to their arguments. */
const LOOKS_UP: ReadonlySet<string> = new Set([
  'getattr', 'setattr', 'dir', 'object.__getattribute__', 'object.__setattr__', 'type.__getattribute__', 'type.__setattr__', 'vars', 'operator.attrgetter',
  'operator.attrgetter()', 'operator.methodcaller', 'operator.methodcaller()', 'operator.itemgetter', 'operator.itemgetter()', 'operator.getitem',
  'functools.partial', 'functools.partialmethod', 'types.MethodType', 'importlib.util.find_spec', 'inspect.getdoc', 'inspect.getfile',
  'inspect.getsourcefile', 'inspect.getabsfile', 'type', 'staticmethod', 'classmethod', 'functools.update_wrapper',
]);

/** What a shell is told that was started with an open input; see src/python/flow/calls/process-calls.ts. */
export const TYPES_INTO_SHELL = /^(?:shell|python)\(\)\.communicate$/;

/** What is told to a program that sends it. */
export const TYPES_INTO_OUTLET = /^outlet\(\)\.(?:communicate|stdin\.(?:write|writelines))$/;

/** Whoever connects to this machine is the other end of a socket. */
export const ACCEPTS = 'socket.socket().accept';

/** Handlers of logs that send each record somewhere, and what makes a record. */
export const SENDS_RECORDS = /^logging\.handlers\.(?:HTTP|SMTP|SysLog|Socket|Datagram)Handler$/;
export const WRITES_RECORD = /^logging\.(?:getLogger\(\)\.)?(?:debug|info|warn|warning|error|critical|exception|log)$/;

/** Sets up the log by a dict. */
export const CONFIGURES_LOGS = 'logging.config.dictConfig';

/** Makes an opener that of all requests. */
export const INSTALLS_OPENER = 'urllib.request.install_opener';

/** A client that is told beforehand what its reply goes into. */
export const SETS_OPTION = 'pycurl.Curl().setopt';

type Asks = (name: string) => boolean;

const SINK_NAMES: ReadonlySet<string> = new Set([CONFIGURES_LOGS, INSTALLS_OPENER, SETS_OPTION, MAKES_SOCKET, 'os.dup2', ACCEPTS]);
/** Where data ends, or what opens the way to there. */
const SINKS: readonly Asks[] = [
  runsExamples, actsAsCommand, (name) => TYPES_INTO_OUTLET.test(name), (name) => SENDS_RECORDS.test(name), (name) => WRITES_RECORD.test(name),
  mayFetch, isMagic, (name) => EXECUTORS.has(name), (name) => OBJECT_LOADERS.has(name), (name) => FILE_RUNNERS.has(name), startsProcess,
  (name) => PIP_ENTRIES.has(name), connectsSocket, (name) => LOOKS_UP_NAME.test(name), (name) => TYPES_INTO_SHELL.test(name), handlesMachineCode,
  callsAddress, destroys, fillsClipboard, (name) => QUESTIONS.has(name), watchesKeys, talksToNetwork,
];
const isSink: Asks = (name) => SINK_NAMES.has(name) || SINKS.some((asks) => asks(name));

/** Where data comes from. */
const SOURCES: readonly Asks[] = [
  givesOwn, observes, startsOffice, buildsNode, (name) => CREDENTIAL_CALLS.test(name), (name) => KEY_CALLS.test(name), readsRequest,
  (name) => HOST_IDENTITY.has(name), (name) => READS_VARIABLE.test(name), (name) => FINDS_LIKE.test(name),
];
const isSource: Asks = (name) => SOURCES.some((asks) => asks(name));

/** Calls that are given functions which something calls later: at an event, for each element that is sorted, with each message. */
const handsOver = (name: string): boolean => CALLS_BACK.has(name) || SORTERS.has(name) || name.startsWith('sys.meta_path.') || MAKES_SPEC.test(name) || takesHandler(name) || replaces(name);

/** True for a name that one of the readings of a call asks for; what src/python/flow/evaluate-call.ts does with it is found there. */
const hasMeaning: Asks = (name) =>
  isSink(name) || isSource(name) || DECODERS.has(name) || LOOKS_UP.has(name) || IMPORTERS.has(name) || RUNNERS.has(name) || (handsOver(name) && !SORTERS.has(name)) || LETTER_CALLS.has(name) ||
  isFileCall(name) || isTextCall(name) || takesApart(name) || isRecordCall(name);

/** Whether a call of this name ends a flow, and whether one begins there. */
export function natureOf(name: string, run: Run): Nature {
  const known = run.natures.get(name);
  if (known) return known;
  const nature = { isSink: isSink(name), isSource: isSource(name), handsOver: handsOver(name), isOrdinary: !hasMeaning(name), result: name === '' ? UNKNOWN : namedValue(`${name}()`) };
  run.natures.set(name, nature);
  return nature;
}
