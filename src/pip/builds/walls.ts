/** What stands around a build: a sandbox without network, one with it (`--build-network`), or none. */
export type Walls = 'no-network' | 'network' | 'none';

interface Output {
  readonly stdout: string;
  readonly stderr: string;
}

// What Python, curl, git, cargo, npm and Go print when there is no way out.
const WANTS_NETWORK: readonly RegExp[] = [
  /network is unreachable|name or service not known|name resolution|could not resolve (?:host|proxy)|couldn't resolve host|failed to (?:resolve|lookup)|nodename nor servname|no such host|connection refused|failed to establish a new connection|dns error|failed to download|unable to connect/i,
  // Codes and names of errors; in any case of letters they are parts of other words.
  /\b(?:ENOTFOUND|EAI_AGAIN|ENETUNREACH|ECONNREFUSED|gaierror|getaddrinfo|NewConnectionError|MaxRetryError)\b|<urlopen error/,
];
const WANTS_TO_WRITE = /read-only file system|\berrno 30\b|EROFS/i;

/** What a build that failed inside its walls ran against: how the message goes on, and what to do. Null where the walls may have nothing to do with it. */
export function wallHit(output: Output, { walls, name }: { readonly walls: Walls; readonly name: string }): { readonly what: string; readonly hint: string } | null {
  const text = `${output.stdout}\n${output.stderr}`;
  if (walls === 'no-network' && WANTS_NETWORK.some((words) => words.test(text))) {
    return { what: 'it asked for the network, which builds do not get', hint: `if you trust it with the network, allow it for this build alone: --build-network ${name}` };
  }
  if (walls !== 'none' && WANTS_TO_WRITE.test(text)) {
    return { what: 'it tried to write outside its own folder, which builds may not', hint: 'nothing was written or installed; --sandbox off builds without these walls' };
  }
  return null;
}

/** What to try after a build that failed for any other reason. */
export function usualHint(walls: Walls): string {
  const sandboxed = walls === 'none' ? '' : `; it ran in a sandbox${walls === 'no-network' ? ' without network' : ''} (--sandbox off builds without)`;
  return `run again with -vv for all of the build's output; nothing was installed${sandboxed}`;
}
