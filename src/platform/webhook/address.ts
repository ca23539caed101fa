import { BlockList, isIP } from 'node:net';

/** Who may stand behind an address. `private`: this machine or an internal network. `never`: no receiver of reports, whoever allows it. */
export type AddressKind = 'public' | 'private' | 'never';

type Family = 'ipv4' | 'ipv6';

function blocks(subnets: readonly string[]): BlockList {
  const list = new BlockList();
  for (const subnet of subnets) {
    const [net = '', prefix = ''] = subnet.split('/');
    list.addSubnet(net, Number(prefix), familyOf(net));
  }
  return list;
}

const familyOf = (address: string): Family => (isIP(address) === 6 ? 'ipv6' : 'ipv4');

// Among these the ones that hand out a cloud's credentials: AWS and most others (169.254/16, fd00:ec2::254), Alibaba, Azure's host.
const METADATA = ['100.100.100.200/32', '168.63.129.16/32', 'fd00:ec2::254/128'];

// IANA's registries of special-purpose addresses (RFC 6890): links, documentation, benchmarks, multicast, reserved.
const NEVER = [
  ...METADATA, '0.0.0.0/8', '169.254.0.0/16', '192.0.0.0/24', '192.0.2.0/24', '192.88.99.0/24', '198.18.0.0/15', '198.51.100.0/24', '203.0.113.0/24', '224.0.0.0/4', '240.0.0.0/4',
  // Of IPv6 only 2000::/3 is given out; in it tunnels that hold an IPv4 address, and what is for protocols and documents.
  '2001::/23', '2001:db8::/32', '2002::/16', '3fff::/20',
];
const PRIVATE = ['10.0.0.0/8', '100.64.0.0/10', '127.0.0.0/8', '172.16.0.0/12', '192.168.0.0/16', '::1/128', 'fc00::/7'];
const GIVEN_OUT = ['2000::/3'];

interface Lists {
  readonly never: BlockList;
  readonly internal: BlockList;
  readonly givenOut: BlockList;
}

/** Sorts numeric addresses by where they lead. What is no address, and IPv6 that only wraps an IPv4 address, is `never`. */
export function addressSorter(): (address: string) => AddressKind {
  const lists: Lists = { never: blocks(NEVER), internal: blocks(PRIVATE), givenOut: blocks(GIVEN_OUT) };
  return (address) => {
    if (isIP(address) === 0 || address.includes('%')) return 'never';
    const family = familyOf(address);
    if (family === 'ipv6' && new URL(`http://[${address}]/`).hostname.startsWith('[::ffff:')) return 'never';
    if (lists.never.check(address, family)) return 'never';
    if (lists.internal.check(address, family)) return 'private';
    return family === 'ipv4' || lists.givenOut.check(address, family) ? 'public' : 'never';
  };
}
