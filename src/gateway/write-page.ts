import type { PageLink } from './project-page.js';

export const JSON_TYPE = 'application/vnd.pypi.simple.v1+json';
const HTML_TYPE = 'text/html; charset=utf-8';

/** A link and the address that pip is to use for it. */
export interface OfferedLink extends PageLink {
  readonly pipUrl: string;
}

export interface WrittenPage {
  readonly contentType: string;
  readonly text: string;
}

const escaped = (text: string): string => text.replace(/[&"<>'\n\r]/g, (sign) => `&#${sign.charCodeAt(0)};`);
const attribute = (name: string, value: string | null): string => (value === null ? '' : ` ${name}="${escaped(value)}"`);
const fileName = (url: string): string => url.split(/[?#]/)[0]?.split('/').at(-1) ?? '';

/** `sha256=…` where there is such a digest, else any other; null without one. */
function strongest(hashes: PageLink['hashes']): string | null {
  const name = 'sha256' in hashes ? 'sha256' : Object.keys(hashes).at(0);
  return name === undefined ? null : `${name}=${hashes[name] ?? ''}`;
}

function anchor(link: OfferedLink): string {
  const fragment = link.fragment || strongest(link.hashes);
  const offer = link.metadata && (strongest(link.metadata) ?? 'true');
  const attributes = [
    attribute('href', `${link.pipUrl}${fragment ? `#${fragment}` : ''}`),
    attribute('data-requires-python', link.requiresPython),
    attribute('data-yanked', link.yanked),
    attribute('data-core-metadata', offer),
    attribute('data-dist-info-metadata', offer),
  ];
  return `<a${attributes.join('')}>${escaped(fileName(link.pipUrl))}</a><br>`;
}

function jsonFile(link: OfferedLink): object {
  return {
    filename: fileName(link.pipUrl),
    url: `${link.pipUrl}${link.fragment ? `#${link.fragment}` : ''}`,
    hashes: link.hashes,
    'requires-python': link.requiresPython,
    // Only by its newer name (PEP 714): pip before 23.2 misreads an object under the older one.
    'core-metadata': link.metadata === null ? false : Object.keys(link.metadata).length === 0 || link.metadata,
    // An empty string counts as "not yanked" in pip's reading of JSON.
    yanked: link.yanked === null ? false : link.yanked || true,
    ...(link.uploadTime === null ? {} : { 'upload-time': link.uploadTime }),
  };
}

/** A page for pip, in JSON where it takes that (PEP 691), else in HTML (PEP 503). */
export function writePage(links: readonly OfferedLink[], accept: string): WrittenPage {
  if (accept.includes(JSON_TYPE)) {
    return { contentType: JSON_TYPE, text: JSON.stringify({ meta: { 'api-version': '1.0' }, name: 'project', files: links.map(jsonFile) }) };
  }
  return { contentType: HTML_TYPE, text: `<!DOCTYPE html>\n<html><head><meta name="pypi:repository-version" content="1.0"></head><body>\n${links.map(anchor).join('\n')}\n</body></html>\n` };
}
