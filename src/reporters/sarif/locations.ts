import type { Staged } from '../../core/artifact.js';
import type { Finding } from '../../core/finding.js';
import { NO_PACKAGE } from '../../core/installed-files.js';
import { wellFormed } from '../escape/well-formed.js';
import type { Anchor } from '../graph/anchor.js';

// A path as a relative URI reference (RFC 3986, 4.2): nothing of it is taken for a scheme, a query or a fragment.
function uriOf(path: string): string {
  const parts = path.split(/[\\/]/).map((part) => encodeURIComponent(wellFormed(part)));
  return parts.join('/');
}

/** The place of a file below the folder of the run, or by its full path. */
export function artifactLocation(path: string): object {
  if (/^(?:[A-Za-z]:)?[\\/]/.test(path)) return { uri: `file://${/^[A-Za-z]:/.test(path) ? '/' : ''}${uriOf(path).replace(/^([A-Za-z])%3A/, '$1:')}` };
  return { uri: uriOf(path.replace(/^(?:\.[\\/])+/, '')), uriBaseId: '%SRCROOT%' };
}

function snippetOf({ snippet }: Finding): object {
  return snippet === undefined ? {} : { snippet: { text: snippet } };
}

function regionOf(finding: Finding): object {
  return finding.line === undefined ? {} : { region: { startLine: Math.max(1, finding.line), ...snippetOf(finding) } };
}

const ARCHIVE = /\.(?:whl|zip|egg|tgz|tar(?:\.\w+)?)$/i;

/** Where a member lies: beside the metadata of an installed package, below a folder, or inside an archive as if that were one. */
function memberPath({ shownAs, installed, name }: Staged, member: string): string {
  const folder = installed !== undefined && name !== NO_PACKAGE ? shownAs.replace(/[\\/]?[^\\/]*$/, '') : shownAs;
  return folder === '' ? member : `${folder}/${member}`;
}

/** True where the files of a package lie open, so that an editor can show the line. */
const isOpen = ({ shownAs, fileName, installed }: Staged): boolean => installed !== undefined || (!ARCHIVE.test(shownAs) && !ARCHIVE.test(fileName));

/** The line that asks for the package, else the guilty line where a file of the package is at hand, else the archive that was judged. */
export function primaryLocation(artifact: Staged, anchor: Anchor | null, finding?: Finding): object {
  if (anchor !== null) return { physicalLocation: { artifactLocation: artifactLocation(anchor.file), region: { startLine: anchor.line } } };
  if (finding?.file !== undefined && isOpen(artifact)) return { physicalLocation: { artifactLocation: artifactLocation(memberPath(artifact, finding.file)), ...regionOf(finding) } };
  return { physicalLocation: { artifactLocation: artifactLocation(artifact.shownAs), region: { startLine: 1 } } };
}

/** The place inside the package, with the guilty line, where the primary location is another; empty for a finding about the package as a whole. */
export function memberLocations(artifact: Staged, anchor: Anchor | null, finding: Finding): readonly object[] {
  if (finding.file === undefined || (anchor === null && isOpen(artifact))) return [];
  return [{ id: 1, physicalLocation: { artifactLocation: artifactLocation(memberPath(artifact, finding.file)), ...regionOf(finding) }, message: { text: 'In the package' } }];
}

/** The way from source to sink, as a thread of its own. */
export function codeFlows(artifact: Staged, { trace = [], file }: Finding): object {
  const steps = trace.flatMap((step) => {
    const where = step.file ?? file;
    return where === undefined ? [] : [{ location: { physicalLocation: { artifactLocation: artifactLocation(memberPath(artifact, where)), region: { startLine: Math.max(1, step.line) } }, message: { text: step.what } } }];
  });
  return steps.length === 0 ? {} : { codeFlows: [{ threadFlows: [{ locations: steps }] }] };
}
