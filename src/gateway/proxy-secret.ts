import { createHash, randomBytes, timingSafeEqual } from 'node:crypto';

/** What only this run's pip knows, so that no other user of the machine can fetch through its gateway, with its passwords. */
export interface ProxySecret {
  /** `user:secret`, fit for an URL. */
  readonly userinfo: string;
  /** Whether a Proxy-Authorization header carries it. */
  readonly matches: (header: string | undefined) => boolean;
}

const digest = (text: string): Buffer => createHash('sha256').update(text).digest();

export function createProxySecret(): ProxySecret {
  const userinfo = `depsec:${randomBytes(24).toString('hex')}`;
  const expected = digest(`Basic ${Buffer.from(userinfo).toString('base64')}`);
  return { userinfo, matches: (header) => timingSafeEqual(digest(header ?? ''), expected) };
}
