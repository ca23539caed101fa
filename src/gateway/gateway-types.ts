import type { Sha256 } from '../core/artifact.js';
import type { PackageName } from '../core/name.js';
import type { PageLink, ProjectPage } from './project-page.js';
import type { RawPage } from './read-page.js';

/** An upstream answer to the request for a page; only one of status 200 is read as a page. */
export interface PageAnswer extends RawPage {
  readonly status: number;
}

/** A file that lies on this machine, whole, and fits its promised digest. */
export interface HeldFile {
  readonly path: string;
  /** Of the bytes that were judged; no others are sent. */
  readonly sha256?: Sha256;
}

/** Thrown for a file that was judged and is not handed over: pip is answered 403 with the reason, and whoever throws it keeps account. */
export class FileRefused extends Error {
  override readonly name = 'FileRefused';
}

/** What one index says of a project. `place` is its URL as it was given. */
export interface PlacedPage extends Pick<ProjectPage, 'links' | 'status'> {
  readonly place: string;
}

/** A project as all indexes together know it. An index that does not have it is in neither list. */
export interface ProjectQuestion {
  readonly project: PackageName;
  readonly pages: readonly PlacedPage[];
  /** URLs of the indexes that gave no answer which could be read. */
  readonly failed: readonly string[];
}

/** What the gateway is given: it speaks to no network itself. */
export interface GatewayTools {
  /** Real URLs without credentials, in pip's order. */
  readonly indexes: readonly string[];
  readonly findLinks: readonly string[];
  /** Files that the user named by URL. */
  readonly directUrls: readonly string[];
  /** Source code that the user named by URL, path or checkout: any texts that tell them apart. */
  readonly directSources: readonly string[];
  /** False for a pip that misreads the metadata that lies beside a file (PEP 658). */
  readonly offersMetadata: boolean;
  /** True where pip compares digests: then pages keep those of source packages too, though pip is never given their bytes. */
  readonly checksHashes: boolean;
  /** A page from an http or https URL. Any status is an answer; throws ToolError when there is none. */
  readonly fetchPage: (url: string) => Promise<PageAnswer>;
  /** Whether an index (its URL as given) may be asked about a project at all. Any may unless told. */
  readonly serves?: (project: PackageName, place: string) => boolean;
  /** Which files of a project pip may see, of each index; what is left out does not exist for pip. Asked once for each project. All of them unless told. */
  readonly choose?: (question: ProjectQuestion) => Promise<readonly PlacedPage[]>;
  /** A page's or user's file; `promised` is the digest its page gives. Throws ToolError (`network`, `hash-mismatch`, `disk`) or FileRefused. */
  readonly fetchFile: (url: string, promised: Sha256 | null) => Promise<HeldFile>;
  /** PEP 658: what lies beside a file under its name and `.metadata`. Any status is an answer. */
  readonly fetchMetadata: (url: string) => Promise<PageAnswer>;
  /**
   * Core metadata out of a wheel whose index has none beside it. Where this is given pip finds metadata beside every wheel, and need not have the
   * file, so wait for its judgement, before it asks for the next one. Throws as `fetchFile` does.
   */
  readonly metadataInside?: (url: string, promised: Sha256 | null) => Promise<Buffer>;
  /** The fields of a wheel's METADATA, kept from when its bytes were judged; null for bytes that were not. */
  readonly knownMetadata: (sha256: Sha256) => string | null;
  /** Core metadata of a source package, or of one of `directSources`, once it is judged. Throws ToolError. */
  readonly describeSource: (url: string, promised: Sha256 | null) => Promise<Buffer>;
  /** The archive that pip gets for every source package, with nothing in it: it needs to see metadata only. Null where sources are handed over like all other files. */
  readonly standIn: Buffer | null;
  /** Called when pip asks for a file's metadata: it will probably want the file next. */
  readonly expectFile: (url: string, promised: Sha256 | null) => void;
  /** Is given the metadata that pip got for a wheel. */
  readonly onMetadata?: (metadata: Buffer) => void;
}

/** Something that pip asked for and did not get, other than for its absence. `url` is the real one, without credentials. */
export interface GatewayFailure {
  readonly what: 'page' | 'file';
  readonly url: string;
  /** The place that the page belongs to, as it was given; null for files. */
  readonly place: string | null;
  readonly status: number | null;
  /** ToolError as a rule; anything else is a mistake of depsec's own. */
  readonly error: unknown;
}

/** What the gateway remembers of its run, in the order it happened. */
export interface GatewayRecord {
  /** True once something of an index or a folder of files was asked for. */
  readonly isAsked: boolean;
  readonly failures: readonly GatewayFailure[];
  /** Addresses that no index offered, and hosts that pip wanted a tunnel to. */
  readonly refused: readonly string[];
  /** Pages and metadata, by their real URLs without credentials, whose connection broke before pip had them whole. */
  readonly lost: readonly string[];
}

/** A gateway that listens. */
export interface Gateway {
  /** With this run's credential: `http://user:secret@127.0.0.1:PORT`. */
  readonly proxyUrl: string;
  /** The places under the names that pip is to use. */
  readonly indexes: readonly string[];
  readonly findLinks: readonly string[];
  /** Hosts (`host` or `host:port`) of all these, for pip's trusted hosts. */
  readonly hosts: readonly string[];
  /** An address of pip's as one of the gateway itself, for tools that have no proxy setting of their own. It holds a secret, and serves without any other. */
  readonly ownAddress: (pipUrl: string) => string;
  /** An index or find-links place, under a name of pip's, in which there is nothing. */
  readonly emptyPlace: string;
  /** pip's address for one of `directUrls` or `directSources`. */
  readonly toPip: (url: string) => string;
  /** Lets a text of pip's stand for a real one when it is restored. */
  readonly translate: (pipText: string, real: string) => void;
  /** A text of pip's with real addresses in it again. */
  readonly restore: (text: string) => string;
  /** URL of the place, as it was given, whose page offered this file (by its real URL); null when none did. */
  readonly placeOf: (url: string) => string | null;
  /** All files that pip would be shown for a project, for whoever has to know them without pip; of find-links places everything. */
  readonly offersOf: (project: PackageName) => Promise<readonly PageLink[]>;
  /** What indexes offer of a project that pip will probably ask for. An index that fails offers nothing, of which nothing is noted: pip asks itself. */
  readonly foreseenOf: (project: PackageName) => Promise<readonly PageLink[]>;
  readonly record: () => GatewayRecord;
  readonly close: () => Promise<void>;
}
