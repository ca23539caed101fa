import type { Trait } from '../../../core/facts/source-facts.js';
import { anyHost, DROP_HOSTS, DROP_PATHS, FORGES, VENDORS } from './hosts.js';

const DROP_HOST = new RegExp(String.raw`^(?:\w+://)?(?:[^/?#\s]*[.@])?(?:${anyHost(DROP_HOSTS)}(?:[:/?#]|$)|${DROP_PATHS.join('|')})`, 'i');
// Groups of machines and all of a network are asked by whoever looks for devices there; no router passes that on.
const RAW_ADDRESS = /^(\w+:\/\/)?(?!255\.255\.255\.255|2(?:2[4-9]|3\d)\.|127\.|0\.0\.0\.0|10\.|192\.168\.|172\.(1[6-9]|2\d|3[01])\.|169\.254\.169\.254)(\d{1,3}\.){3}\d{1,3}([:/?]|$)/;
// Where machines of a cloud learn who they are, and get the keys of their role.
const METADATA_HOST = /^(?:http:\/\/)?(?:169\.254\.169\.254|169\.254\.170\.2|100\.100\.100\.200|\[?fd00:ec2::254\]?|metadata\.google\.internal|metadata)(?:[:/]|\{\}|$)/i;
const METADATA_KEYS = /security-credentials|169\.254\.170\.2(?:\/v2\/|\{\}|$)|service-accounts\/[^/]+\/(?:token|identity)|identity\/oauth2\/token|\/user-?data\b|\/v2\/credentials|\/meta-data\/\{\}/i;

/** True for an address at which a machine of a cloud is given the keys of its role. */
export const givesCloudKeys = (address: string): boolean => METADATA_HOST.test(address) && METADATA_KEYS.test(address);

const LOCAL_HOST = /^(\w+:\/\/)?(localhost|127\.\d+\.\d+\.\d+|0\.0\.0\.0|\[?::1\]?)([:/?]|$)/i;
// The old address of the index is what bootstraps of setuptools ask without encryption.
const VENDOR_HOST = new RegExp(String.raw`^(?:http://pypi\.python\.org|https://(?:${anyHost(FORGES)}|(?:[\w-]+\.)*${anyHost(VENDORS)}))/`);

/** What is remarkable about an address. */
export function addressTraits(text: string): ReadonlySet<Trait> {
  const traits = new Set<Trait>();
  if (DROP_HOST.test(text)) traits.add('drop-host');
  if (RAW_ADDRESS.test(text)) traits.add('raw-address');
  if (METADATA_HOST.test(text)) traits.add('metadata-host');
  if (LOCAL_HOST.test(text)) traits.add('local-host');
  if (VENDOR_HOST.test(text)) traits.add('vendor-host');
  return traits;
}
