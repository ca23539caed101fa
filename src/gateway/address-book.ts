/**
 * Real addresses and those that pip is given for them. pip must see plain http, since it cannot read TLS that ends in depsec, and a host for
 * what has none. Every real origin has one of pip's and the other way round, so that texts can be turned back by their origins alone.
 */
export interface AddressBook {
  /** Gives a place of this machine a host name of its own. */
  readonly nameFolder: (host: string) => string;
  /** pip's address for a real one, which loses user name and password. `origin`: what `nameFolder` returned, for `file:`. */
  readonly toPip: (url: string, origin?: string) => string;
  /** Gives something without an address of its own one for pip; `real` is what is shown in its place. */
  readonly nameSource: (real: string) => string;
  /** Lets a text of pip's stand for something else when it is put back. */
  readonly translate: (pipText: string, real: string) => void;
  /** A text of pip's with the real addresses put back. */
  readonly restore: (text: string) => string;
}

const originOf = ({ protocol, host }: URL): string => `${protocol}//${host}`;

export function createAddressBook(): AddressBook {
  /** Of pip's to real. */
  const origins = new Map<string, string>();
  const byReal = new Map<string, string>();
  /** Whole texts of pip's to what they stand for. */
  const translations = new Map<string, string>();

  const add = (real: string, wanted: string): string => {
    let origin = wanted;
    for (let number = 2; origins.has(origin); number += 1) origin = `http://origin-${number}.invalid`;
    origins.set(origin, real);
    return origin;
  };
  const originFor = (url: URL): string => {
    const real = originOf(url);
    const known = byReal.get(real) ?? add(real, url.protocol === 'file:' ? 'http://files.invalid' : `http://${url.host}`);
    byReal.set(real, known);
    return known;
  };
  return {
    nameFolder: (host) => add('file://', `http://${host}`),
    toPip(text, origin) {
      const url = new URL(text);
      const isHere = url.protocol === 'file:' && url.host === '' && origin !== undefined;
      return `${isHere ? origin : originFor(url)}${url.pathname}${url.search}${url.hash}`;
    },
    nameSource(real) {
      const known = [...translations].find(([, shown]) => shown === real)?.[0];
      const address = known ?? `http://source-${translations.size + 1}.invalid/source.tar.gz`;
      translations.set(address, real);
      return address;
    },
    translate: (pipText, real) => void translations.set(pipText, real),
    restore(text) {
      let restored = text;
      for (const [pipText, real] of translations) restored = restored.replaceAll(pipText, real);
      return restored.replace(/http:\/\/[^\s/?#"'<>\\]+/g, (origin) => origins.get(origin) ?? origin);
    },
  };
}

function decoded(part: string): string {
  try {
    return decodeURIComponent(part);
  } catch (error) {
    if (error instanceof URIError) return part;
    throw error;
  }
}

/** What two spellings of one address share: pip quotes signs (`+`) that a page leaves as they are. */
export function addressKey(url: string): string {
  const { host, pathname, search } = new URL(url);
  return `${host}${pathname.split('/').map(decoded).join('/')}${search}`;
}
