import { lstatSync, readlinkSync } from 'node:fs';
import { posix } from 'node:path';
import { systemCode } from '../files/disk-error.js';

/** A symbolic link, with its text as it stands in the file system. */
export interface Link {
  readonly path: string;
  readonly target: string;
}

/** Where a path leads: through these links, to this place. No part of `real` is a link. */
export interface Trail {
  readonly real: string;
  readonly links: readonly Link[];
}

/** What lies at a path: the text of a link, something else, or nothing that can be seen. */
export type LookAt = (path: string) => { readonly link: string } | 'present' | 'missing';

// As many as Linux itself follows (path_resolution(7)).
const MOST_LINKS = 40;

/** This machine's file system. */
export const lookAtDisk: LookAt = (path) => {
  try {
    return lstatSync(path).isSymbolicLink() ? { link: readlinkSync(path) } : 'present';
  } catch (cause) {
    if (systemCode(cause) === '') throw cause;
    return 'missing';
  }
};

interface Walk {
  readonly at: string;
  readonly rest: readonly string[];
  readonly links: readonly Link[];
}

const partsOf = (path: string): readonly string[] => path.split('/').filter((part) => part !== '' && part !== '.');

function step({ at, rest: [part = '', ...rest], links }: Walk, lookAt: LookAt): Walk | null {
  if (part === '..') return { at: posix.dirname(at), rest, links };
  const path = posix.join(at, part);
  const seen = lookAt(path);
  if (seen === 'missing') return null;
  if (seen === 'present') return { at: path, rest, links };
  return { at: seen.link.startsWith('/') ? '/' : at, rest: [...partsOf(seen.link), ...rest], links: [...links, { path, target: seen.link }] };
}

/**
 * Follows an absolute path link by link, so that the same way can be laid out elsewhere: an interpreter finds its library by the way it was started.
 * Null for a path that leads nowhere. POSIX paths only.
 */
export function trailOf(path: string, lookAt: LookAt = lookAtDisk): Trail | null {
  let walk: Walk | null = { at: '/', rest: partsOf(path), links: [] };
  while (walk !== null && walk.rest.length > 0) {
    if (walk.links.length > MOST_LINKS) return null;
    walk = step(walk, lookAt);
  }
  return walk === null ? null : { real: walk.at, links: walk.links };
}
