import { from, UNKNOWN, type Value } from '../fold/value.js';
import { isOfNetworkModule } from '../vocabulary/network.js';
import { learn } from './learn.js';
import { LOCAL, type Run } from './run.js';

// Decorators of bots and of connections that stay open, whose functions are called with what somebody has written or sent.
const DECORATOR = /^(?:telebot\.(?:async_telebot\.)?(?:Async)?TeleBot|discord\.(?:ext\.commands\.)?\w+|(?:ext\.)?commands\.\w+|nextcord\.(?:ext\.commands\.)?\w+|disnake\.(?:ext\.commands\.)?\w+|aiogram\.\w+|pyrogram\.Client|telethon\.(?:sync\.)?TelegramClient|socketio\.\w+|websockets?\.\w+|paho\.mqtt\.client\.Client)\(\)\.(?:message_handler|channel_post_handler|command|event|slash_command|on_message|on|message|message_callback|callback_query_handler)(?:\(\))?$/;

/** True for a decorator that has its function called with messages. */
export const isMessageDecorator = (name: string): boolean => DECORATOR.test(name);

/** True for `client.on_message` of a client that talks to other machines. */
export const isMessageHook = (object: string, attribute: string): boolean => attribute.startsWith('on_') && isOfNetworkModule(object);

/** From now on a function of this file, if the value is one, is called with messages of others. */
export function handsMessages(value: Value, { from: name, line, run }: { readonly from: string; readonly line: number; readonly run: Run }): void {
  if (value.name?.startsWith(LOCAL) !== true) return;
  const key = value.name.slice(LOCAL.length);
  const info = run.functions.get(key);
  const message = from(UNKNOWN, { kind: 'network', name, line });
  for (const parameter of info?.parameters ?? []) info?.values.set(parameter, learn(info.values.get(parameter) ?? UNKNOWN, message, { run, isLate: !run.pending.has(key) }));
}

/** Base classes that are made for each request, with the attributes that hold what was sent. */
const REQUEST_HANDLER = /^(?:http\.server|BaseHTTPServer|SimpleHTTPServer)\.\w*HTTPRequestHandler$|^socketserver\.\w*RequestHandler$/;
export const REQUEST_ATTRIBUTES: readonly string[] = ['path', 'headers', 'rfile'];

/** True for a class whose objects each answer one request. */
export const answersRequests = (bases: readonly string[]): boolean => bases.some((base) => REQUEST_HANDLER.test(base));
