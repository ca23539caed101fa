import { parseCoreMetadata } from '../../../archive/project/core-metadata.js';
import { staticMetadata } from '../../../archive/project/source-project.js';
import { untrusted, type UntrustedText } from '../../../core/untrusted.js';
import type { JudgedSource } from './source-shelf.js';

/** What only a build could tell otherwise: metadata that PKG-INFO gives for good (PEP 643). */
export const settledMetadata = ({ project }: JudgedSource): Buffer | null => (project === null ? null : staticMetadata(project));

const isComplete = (metadata: Buffer): boolean => {
  const { fields } = parseCoreMetadata(metadata);
  return Boolean(fields.get('name')?.[0]?.trim() && fields.get('version')?.[0]?.trim());
};

// pip wants a version of everything. This one nobody gives a release, so that it can be told apart from what a project says itself.
const UNTOLD = '0+untold';

/** A version that pip was told, or what stands for one that nobody knows: empty. */
export const versionTold = (version: UntrustedText): UntrustedText => (version === UNTOLD ? untrusted('') : version);

/**
 * The best that can be told of a source that is never built: PKG-INFO as it stands there, perhaps without some dependencies, else name and
 * version alone. Good enough to go on listing what else would be installed; nothing is installed after it.
 */
export function supposedMetadata({ decision, project }: JudgedSource): Buffer {
  if (project?.metadata && isComplete(project.metadata)) return project.metadata;
  const { name, version } = decision.report.artifact;
  return Buffer.from(`Metadata-Version: 2.1\nName: ${name}\nVersion: ${/^[0-9A-Za-z.!+_-]+$/.test(version) ? version : UNTOLD}\n`);
}
