import { downloadFile } from './http/download-file.js';
import { copyFileUrl } from './http/copy-file-url.js';
import type { Http, HttpOptions } from './http/http-types.js';
import { probe } from './http/probe.js';
import { request } from './http/request.js';
import { createRoutes } from './http/routes.js';

export type { Credentials, DownloadOptions, Http, HttpAnswer, HttpOptions, ProxyChoice, RequestOptions } from './http/http-types.js';
export { shownUrl, statusError } from './http/network-error.js';

/** The way to the network. Nothing is loaded or opened before the first use; `close` drops all connections. */
export function createHttp(options: HttpOptions): Http {
  const sender = { options, routes: createRoutes(options) };
  return {
    request: (url, requestOptions) => request(sender, url, requestOptions),
    download: (url, to, downloadOptions = {}) => (/^file:/i.test(url) ? copyFileUrl(url, to, downloadOptions) : downloadFile(sender, { url, to, ...downloadOptions })),
    probe: (url, timeoutMs) => probe(sender, url, timeoutMs),
    close: () => sender.routes.close(),
  };
}
