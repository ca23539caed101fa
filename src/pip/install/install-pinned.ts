import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import type { Cleared } from '../../core/decision.js';
import type { ProcessMark } from '../../core/journal.js';
import type { Notice } from '../../core/run.js';
import type { PipOutcome } from '../pip-process.js';
import { brokenDependencies } from '../warnings.js';
import { installFailure } from './install-failure.js';
import { readSchemes, type Scheme } from './scheme.js';
import { writePrivate } from '../../platform/files/write-private.js';

/** What is installed, and the private folders of this run that it is installed from. */
export interface PinnedRequest {
  /** Only what the policy let through can get here. */
  readonly cleared: readonly Cleared[];
  /** argv words from the option table. */
  readonly options: readonly string[];
  /** Holds the cleared files under their own names. */
  readonly stageFolder: string;
  /** For the generated files; must hold none of an earlier install. */
  readonly folder: string;
  /** Whether what it breaks of what is installed is to be told. */
  readonly tellsConflicts?: boolean;
}

/** What data/python/install.py is told. */
export interface InstallJob {
  readonly stage: string;
  /** SHA-256 by file name. */
  readonly digests: Readonly<Record<string, string>>;
  /** The file it writes: where pip put each wheel. */
  readonly schemes: string;
  readonly words: readonly string[];
  /** Where it leaves its process id. */
  readonly mark?: string;
  /** This process, without which it must not begin. */
  readonly runner?: ProcessMark;
  /** Whether it tells what it breaks. */
  readonly conflicts: boolean;
}

export interface PinnedInstaller {
  /** Lets data/python/install.py do it, in the interpreter that packages are installed for. */
  readonly run: (job: InstallJob) => Promise<PipOutcome>;
  readonly watch?: { readonly mark: string; readonly runner: ProcessMark };
}

export interface PinnedOutcome {
  /** Where pip put each wheel, by file name. */
  readonly schemes: ReadonlyMap<string, Scheme>;
  /** What the install broke of what was there before. */
  readonly notices: readonly Notice[];
}

const html = (text: string): string => text.replace(/[&<>"]/g, (sign) => `&#${sign.charCodeAt(0)};`);

const pinned = ({ name, version, sha256 }: Cleared): string => `${name}==${version} --hash=sha256:${sha256}\n`;

// A page instead of the folder: pip sees the judged files alone, whatever else appears in the stage.
function linksPage(cleared: readonly Cleared[], stageFolder: string): string {
  const links = cleared.map(({ fileName, sha256 }) => `<a href="${html(pathToFileURL(join(stageFolder, fileName)).href)}#sha256=${sha256}">${html(fileName)}</a>\n`);
  return `<!DOCTYPE html>\n<html><body>\n${links.join('')}</body></html>\n`;
}

async function writeFresh(path: string, text: string): Promise<string> {
  await writePrivate(path, text);
  return path;
}

/**
 * Installs exactly the cleared files, by name, version and digest. Every byte comes from a copy that the installing process has made and
 * hashed itself, so that a file swapped in the stage is an error and never installed. Throws `hash-mismatch`, `install-failed` or `disk` (exit 3).
 */
export async function installPinned({ cleared, options, stageFolder, folder, tellsConflicts = false }: PinnedRequest, installer: PinnedInstaller): Promise<PinnedOutcome> {
  const schemes = join(folder, 'schemes.json');
  const requirements = await writeFresh(join(folder, 'install.txt'), cleared.map(pinned).join(''));
  const links = await writeFresh(join(folder, 'links.html'), linksPage(cleared, stageFolder));
  const digests = Object.fromEntries(cleared.map(({ fileName, sha256 }) => [fileName, sha256]));
  const words = ['install', '--no-index', '--no-deps', '--require-hashes', '--only-binary=:all:', `--find-links=${links}`, `--requirement=${requirements}`, ...options];
  const outcome = await installer.run({ stage: stageFolder, digests, schemes, words, conflicts: tellsConflicts, ...installer.watch });
  if (outcome.code !== 0) throw await installFailure(outcome, cleared);
  return { schemes: readSchemes(await readFile(schemes, 'utf8')), notices: brokenDependencies(outcome) };
}
