import { createHash, randomBytes, timingSafeEqual } from 'node:crypto';

/** What only this run's pip knows, so that no other user of the machine can fetch through its gateway, with its passwords. */
export interface ProxySecret {
  /** `user:secret`, fit for an URL. */
  readonly userinfo: string;
  /** Whether a Proxy-Authorization header carries it. */
  readonly matches: (header: string | undefined) => boolean;
  /** Another one, for the first step of a path: paths are printed by tools, so this one does not open the proxy. */
  readonly path: string;
  readonly isPath: (step: string) => boolean;
}

const digest = (text: string): Buffer => createHash('sha256').update(text).digest();

export function createProxySecret(): ProxySecret {
  const userinfo = `depsec:${randomBytes(24).toString('hex')}`;
  const path = randomBytes(16).toString('hex');
  const [expected, expectedPath] = [digest(`Basic ${Buffer.from(userinfo).toString('base64')}`), digest(path)];
  return { userinfo, matches: (header) => timingSafeEqual(digest(header ?? ''), expected), path, isPath: (step) => timingSafeEqual(digest(step), expectedPath) };
}
