import { variableOf, type Environment } from './environment.js';

// As curl, Python, git, cargo and npm read them.
const NAMES: readonly string[] = ['HTTP_PROXY', 'HTTPS_PROXY', 'ALL_PROXY', 'NO_PROXY', 'http_proxy', 'https_proxy', 'all_proxy', 'no_proxy', 'SSL_CERT_FILE', 'SSL_CERT_DIR', 'REQUESTS_CA_BUNDLE', 'CURL_CA_BUNDLE', 'NODE_EXTRA_CA_CERTS'];

/** How the user's programs reach the network, for a build that the user lets out by name: a proxy's password may be among it. */
export function networkVariables(environment: Environment): Readonly<Record<string, string>> {
  return Object.fromEntries(NAMES.flatMap((name) => {
    const value = variableOf(environment, name);
    return value === undefined ? [] : [[name, value]];
  }));
}
