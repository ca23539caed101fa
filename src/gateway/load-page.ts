import { ToolError } from '../core/errors.js';
import type { Target } from './catalogue.js';
import type { GatewayTools } from './gateway-types.js';
import { readIndexFolder, readLinksPlace } from './local-page.js';
import type { ProjectPage } from './project-page.js';
import { readPage } from './read-page.js';
import { readProjectPage } from './read-project-page.js';

export type PageTarget = Extract<Target, { readonly kind: 'page' }>;

/** What upstream said instead of a page or file: a status that is not 200. */
export class UpstreamStatus extends Error {
  override readonly name = 'UpstreamStatus';
  constructor(readonly status: number) {
    super(`status ${status}`);
  }
}

/** Without user name and password. What is no URL at all, such as a path that names a source, stays as it is. */
export function shown(url: string): string {
  if (!URL.canParse(url)) return url;
  const bare = new URL(url);
  bare.username = '';
  bare.password = '';
  return bare.href;
}

/** Brings a page from its place. Throws UpstreamStatus, or ToolError `network` for what is no page of an index. */
export async function loadPage({ url, place, project }: Pick<PageTarget, 'url' | 'place' | 'project'>, tools: Pick<GatewayTools, 'fetchPage'>): Promise<ProjectPage> {
  if (url.startsWith('file:')) {
    const page = await (place.kind === 'index' ? readIndexFolder(url) : readLinksPlace(url));
    if (page === null) throw new UpstreamStatus(404);
    return page;
  }
  const answer = await tools.fetchPage(url);
  if (answer.status !== 200) throw new UpstreamStatus(answer.status);
  const page = project === null ? readPage(answer) : readProjectPage(answer, project);
  if (page === null) throw new ToolError('network', `${shown(url)}: is no page of ${project === null ? 'a package index' : `a package index about ${project}`}`, { hint: 'does it, or the network, ask you to log in? open the address in a browser' });
  return page;
}
