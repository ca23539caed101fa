import { wholly } from '../../../core/patterns.js';

const HTTP_MODULES: readonly string[] = [
  'requests', 'requests_toolbelt', 'requests_cache', 'requests_oauthlib', 'requests_ntlm', 'requests_unixsocket', 'authlib', 'httpx_oauth', 'hishel',
  'aiohttp_retry', 'aiohttp_client_cache', 'rnet', 'aiosonic', 'mechanicalsoup', 'robobrowser', 'httpx', 'cloudscraper', 'tls_client', 'urllib3',
  'requests_futures', 'requests_html', 'aiohttp', 'niquests', 'grequests', 'treq', 'curl_cffi', 'primp', 'noblox', 'robloxpy', 'httpcore', 'hyper',
];
const VERBS = 'get|post|put|patch|head|options|delete|request|urlopen|stream|send';
// Sessions and clients, however deep; what is called on a reply asks nobody.
const HTTP_CLIENT = new RegExp(String.raw`^(?!urllib3\.util\.)(?:pip\._vendor\.|botocore\.vendored\.)?(?:${HTTP_MODULES.join('|')})(?:\.(?!(?:get|post|put|patch|head|delete|request|json)\()\w+(?:\(\))?)*\.(?:${VERBS})$`);
const OTHERS = wholly([
  String.raw`httplib2\.Http\(\)\.request`,
  String.raw`tornado\.httpclient\.\w+\(\)\.fetch`,
  String.raw`mechanize\.Browser\(\)\.open`,
]);

/** True for a request of a client for the web that is not Python's own. */
export const isOfHttpClient = (name: string): boolean => HTTP_CLIENT.test(name) || OTHERS.test(name);
