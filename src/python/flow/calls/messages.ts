import { from, UNKNOWN, type Value } from '../../fold/value.js';
import { EXECUTORS } from '../../vocabulary/code.js';
import { startsProcess } from '../../vocabulary/processes.js';
import { isOfNetworkModule } from '../../vocabulary/network/modules.js';
import type { EvaluatedCall } from '../call.js';
import { allValues } from '../call.js';
import { findFunction, giveAll } from '../functions.js';
import { toolsOf } from '../kept.js';
import { LOCAL, ownedBy, type FunctionInfo, type Run, type Scope } from '../run.js';

// Bots and connections: what somebody at the other end has written is what their functions are called with.
const CLIENTS = String.raw`(?:telebot\.(?:async_telebot\.)?(?:Async)?TeleBot|discord\.(?:ext\.commands\.)?\w+|(?:ext\.)?commands\.\w+|nextcord\.(?:ext\.commands\.)?\w+|disnake\.(?:ext\.commands\.)?\w+|aiogram\.\w+|pyrogram\.Client|telethon\.(?:sync\.)?TelegramClient|socketio\.(?:Async)?(?:Simple)?Client|slack_bolt\.\w+|vkbottle\.\w+|nio\.\w+|paho\.mqtt\.client\.Client)`;
const DECORATES = new RegExp(String.raw`^${CLIENTS}\(\)\.(?:message_handler|channel_post_handler|command|event|slash_command|on_message|on|message|callback_query_handler)(?:\(\))?$`);
const TAKES_HANDLER = new RegExp(String.raw`^(?:websocket\.WebSocketApp|websockets\.(?:\w+\.)*serve|asyncio\.start_(?:unix_)?server|xmlrpc\.server\.\w+\(\)\.register_function|zerorpc\.Server|jsonrpcserver\.\w+|pyrogram\.handlers\.(?:\w+\.)?\w+Handler|telegram\.ext\.\w*Handler|kombu\.(?:\w+\.)*Consumer|pika\.[\w.()]+\.basic_consume|nats\.[\w.()]*subscribe|asyncssh\.(?:listen|listen_reverse|create_server|connect_reverse|connect)|${CLIENTS}\(\)\.(?:on|add_handler|add_event_handler|add_listener|register_message_handler|message_callback_add|subscribe))$`);
const RUNS = new RegExp(String.raw`^(${CLIENTS}\(\))\.(?:run|start|connect|polling|infinity_polling|(?:run|start)_polling|run_until_disconnected|loop_start|loop_forever)$`);
const IS_CLIENT = new RegExp(String.raw`^${CLIENTS}(?:\(\))?$|^(?:websocket\.WebSocketApp|discord\.Client|asyncio\.(?:Datagram|Buffered|Base)?Protocol|twisted\.internet\.protocol\.\w+|twisted\.protocols\.basic\.\w+|asyncore\.dispatcher|urllib\.request\.(?:\w*Handler|HTTPErrorProcessor)|requests\.(?:adapters\.)?HTTPAdapter)(?:\(\))?$`);
const SERVES = /^(?:tornado\.web\.RequestHandler|(?:jupyter_server|notebook)\.base\.handlers\.\w+Handler|socketserver\.\w*RequestHandler|http\.server\.\w*HTTPRequestHandler|BaseHTTPServer\.BaseHTTPRequestHandler)$/;

/** What a class that serves requests finds of them in itself. */
export const REQUEST_PARTS: readonly string[] = ['rfile', 'request', 'path', 'headers', 'requestline'];

/** True for a base class whose heirs are made for each request. */
export const servesRequests = (base: string): boolean => SERVES.test(base);

// What a client calls once it runs, as if it were one function of the file.
const handlersOf = (client: string): string => `${client}.<handlers>`;

/** `@client.event` above a function: as soon as the client runs, whoever writes has it called. */
export function noteDecorated(info: FunctionInfo | undefined, decorator: string, { line, run }: { readonly line: number; readonly run: Run }): void {
  const client = decorator.slice(0, decorator.indexOf('().') + 2);
  noteMessages(info, { from: decorator, line, run });
  if (info) run.recording.references.push({ from: handlersOf(client), to: info.key });
}

/** True for decorators whose functions are called with messages. */
export const decoratesHandler = (name: string): boolean => DECORATES.test(name);

// What a client calls with each reply.
const OF_REPLIES = String.raw`(?:requests|httpx|niquests|aiohttp|requests_toolbelt)\.[\w.()]*`;
const TAKES_HOOK = new RegExp(String.raw`^${OF_REPLIES}(?:\.register_hook|\.(?:event_)?hooks\.(?:append|insert|update|setdefault|extend))$`);
const HOLDS_HOOKS = new RegExp(String.raw`^${OF_REPLIES}\.(?:event_)?hooks$`);

/** True for where a client keeps such functions, by the kind of event. */
export const holdsHooks = (name: string): boolean => HOLDS_HOOKS.test(name);

/** Notes that the parameters of a function are what somebody else has sent. */
export function noteMessages(info: FunctionInfo | null | undefined, { from: name, line, run }: { readonly from: string; readonly line: number; readonly run: Run }): void {
  if (info) giveAll(info, from(UNKNOWN, { kind: 'network', name, line }), run);
}

/** A connection calls what it is given from then on. */
function noteHanded(value: Value, { from: name, line, owner, run }: { readonly from: string; readonly line: number; readonly owner: string; readonly run: Run }): void {
  const info = ownFunction(value, run);
  // `register_function(os.system)`
  if (info === undefined && value.name !== null && (startsProcess(value.name) || EXECUTORS.has(value.name))) run.call(value, [from(UNKNOWN, { kind: 'network', name, line })], { line, scope: ownedBy(run.module, owner) });
  noteMessages(info, { from: name, line, run });
  if (info) run.recording.references.push({ from: owner, to: info.key });
}

const ownFunction = (value: Value, run: Run): FunctionInfo | undefined => (value.name?.startsWith(LOCAL) ? (findFunction(value.name, run) ?? undefined) : undefined);

/** True for the name of a call that is given functions for messages. */
export const takesHandler = (name: string): boolean => RUNS.test(name) || TAKES_HANDLER.test(name) || TAKES_HOOK.test(name);

/** `WebSocketApp(url, on_message=mine)`: functions that are handed to a connection. */
export function noteHandlers(call: EvaluatedCall, run: Run): void {
  const client = RUNS.exec(call.name)?.[1];
  if (client !== undefined) return void run.recording.references.push({ from: call.scope.owner, to: handlersOf(client) });
  if (takesHandler(call.name)) for (const value of allValues(call).flatMap((each) => [each, ...(each.items ?? [])])) noteHanded(value, { from: call.name, line: call.line, owner: call.scope.owner, run });
}

/** `get(url, hooks={"response": mine})` */
export function noteReplyHooks(call: EvaluatedCall, run: Run): void {
  if (call.named.size === 0 || !isOfNetworkModule(call.name)) return;
  for (const hooks of [call.named.get('hooks'), call.named.get('event_hooks')]) {
    const given = hooks === undefined ? [] : [...toolsOf(hooks, run).values(), ...(hooks.items ?? [])];
    for (const value of given.flatMap((each) => [each, ...(each.items ?? [])])) noteHanded(value, { from: call.name, line: call.line, owner: call.scope.owner, run });
  }
}

/** `client.on_message = mine` */
export function noteHandlerAttribute(object: string, attribute: string, { value, line, scope, run }: { readonly value: Value; readonly line: number; readonly scope: Scope; readonly run: Run }): void {
  if (holdsHooks(`${object}.${attribute}`)) for (const held of [value, ...toolsOf(value, run).values()].flatMap((each) => [each, ...(each.items ?? [])])) noteHanded(held, { from: object, line, owner: scope.owner, run });
  if (attribute.startsWith('on_') && IS_CLIENT.test(object)) noteHanded(value, { from: object, line, owner: scope.owner, run });
}

/** A method that a client calls by its name for what it receives. */
export function noteHandlerMethod(info: FunctionInfo, bases: readonly string[], { line, run }: { readonly line: number; readonly run: Run }): void {
  const method = info.key.slice(info.key.lastIndexOf('.') + 1);
  const client = /^on_|^(?:data_received|datagram_received|dataReceived|lineReceived|https?_response|http_error_\w+|build_response)$/.test(method) ? bases.find((base) => IS_CLIENT.test(base)) : undefined;
  if (client !== undefined) noteMessages(info, { from: client, line, run });
}
