import { wholly } from '../../../core/patterns.js';
import { isOfHttpClient } from './http.js';
import { BUILT_CLIENTS, isOfNetworkModule, TELLING_MODULES } from './modules.js';
import { KEEPERS, OF_PYTHON, READY_MADE } from './ready-made.js';

const PLAIN = wholly([...OF_PYTHON, ...READY_MADE, ...KEEPERS]);

const TELLS = new RegExp(String.raw`^wandb\.(?:init\(\)\.)?log$|^(?:${TELLING_MODULES.join('|')})(?:\.\w+(?:\(\))?)*\.(?:capture\w*|track|identify|page|group|log|notify|report_\w+|send\w*|sr1?p?)$`);

/** What clients do that are built with an address or a key. */
const CLIENT_ACTS: readonly string[] = [
  // Sends.
  String.raw`send\w*`, String.raw`publish\w*`, 'basic_publish', 'produce', 'push', 'post', 'trigger', 'log', 'track', 'capture', 'identify',
  'notify', 'submit', 'room_send',
  // Keeps.
  String.raw`put\w*`, String.raw`fput\w*`, String.raw`upload\w*`, String.raw`insert\w*`, String.raw`append\w*`, String.raw`create\w*`,
  String.raw`update\w*`, String.raw`write\w*`, 'execute', 'executemany', 'set', 'hset', '[lr]push', 'xadd', 'index', 'bulk',
  // Fetches.
  'fetch', 'retr', String.raw`recv\w*`, String.raw`get_transaction\w*`, String.raw`get_account_info\w*`, String.raw`get_signatures\w*`, 'find_one', 'lrange', 'get', 'hget(?:all)?',
  'b?[lr]pop', 'xread', 'listen', 'get_message', 'poll', 'get_contents', String.raw`download_as_\w+`,
  // Steers a browser.
  'goto', 'run', 'evaluate',
];
const CLIENT = new RegExp(String.raw`^(?:${BUILT_CLIENTS.join('|')}|mysql\.connector|google\.cloud\.storage|azure\.storage)(?:\.\w+)*\(\)(?:\.\w+(?:\(\))?)*\.(?:${CLIENT_ACTS.join('|')})$`);

const OTHERS = wholly([
  String.raw`sentry_sdk\.(?:capture_\w+|set_(?:context|extra|tag|user)|add_breadcrumb)`,
  // A mail that the code has written itself; whoever answers one of the user's own gives it another beginning.
  String.raw`outlook\(\)\.CreateItem\(\)\.Send`,
  // To a channel or a person, whatever gave it.
  String.raw`(?:discord|nextcord|disnake)\.[\w.()]*(?:get|fetch|create)_(?:channel|user|dm|thread|partial_messageable)\(\)\.send`,
]);

/** True for calls that talk to another machine. */
export function talksToNetwork(name: string): boolean {
  // Nearly all calls are of something else, and cost no more than this.
  return isOfNetworkModule(name) && (isOfHttpClient(name) || PLAIN.test(name) || TELLS.test(name) || CLIENT.test(name) || OTHERS.test(name));
}

// They read files, and what lies at an address as well.
const OPENS_ADDRESSES = wholly([
  String.raw`pandas\.read_(?:csv|json|html|pickle|table|excel|xml|fwf|parquet)`,
  String.raw`polars\.(?:read|scan)_\w+`,
  String.raw`numpy\.(?:loadtxt|genfromtxt)`,
  String.raw`fsspec\.open`,
  String.raw`smart_open\.(?:smart_)?open`,
  String.raw`imageio\.(?:v[23]\.)?imread`,
  String.raw`cv2\.VideoCapture`,
]);

/** True for a call that reads a file, and fetches where it is given an address. */
export const mayFetch = (name: string): boolean => OPENS_ADDRESSES.test(name);
