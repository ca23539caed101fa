import { BlockList, isIP } from 'node:net';

function isInNetwork(host: string, network: string): boolean {
  const [address, prefix] = network.split('/');
  const length = Number(prefix);
  if (isIP(host) !== 4 || isIP(address ?? '') !== 4 || !Number.isInteger(length) || length < 1 || length > 32) return false;
  const list = new BlockList();
  list.addSubnet(address ?? '', length, 'ipv4');
  return list.check(host);
}

/**
 * Whether NO_PROXY exempts an URL, as pip reads it (requests, then urllib): `*` is everything, IPv4 entries may be CIDR networks, a name
 * also covers its subdomains, with or without a leading dot, and may carry a port. As in requests an entry is any ending of the host.
 */
export function bypassesProxy(url: URL, noProxy: string | null): boolean {
  const host = url.hostname.toLowerCase().replace(/^\[|\]$/g, '');
  const withPort = `${host}:${url.port || (url.protocol === 'https:' ? '443' : '80')}`;
  const entries = (noProxy ?? '').toLowerCase().replaceAll(' ', '').split(',').filter(Boolean);
  return entries.some((entry) => {
    if (entry === '*') return true;
    if (isIP(host) === 4) return entry === host || entry === withPort || isInNetwork(host, entry);
    return [entry, entry.replace(/^\.+/, '')].some((name) => name !== '' && (host === name || withPort === name || (name === entry && (host.endsWith(name) || withPort.endsWith(name)))));
  });
}
