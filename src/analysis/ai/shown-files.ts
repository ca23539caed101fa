import { ArchiveRefusal } from '../../archive/refusal.js';
import type { Finding } from '../../core/finding.js';
import { decodeSource } from '../../python/source-text.js';
import { openContainer, type Container, type ContainerQuestion } from '../container.js';
import type { ShownFile } from './review-types.js';
import { placesOf, showFile } from './show-lines.js';

const MOST_FILES = 10;
const MOST_CHARACTERS = 60_000;
const MOST_BYTES_UNNAMED = 200_000;

/** What runs first, where only the name or the metadata was flagged. */
const RUNS_FIRST = /^(?:[^/]+\/){0,2}(?:setup\.py|__init__\.py|[^/]+\.(?:pth|start))$/;

async function firstToRun(container: Container): Promise<ReadonlyMap<string, Buffer>> {
  const contents = new Map<string, Buffer>();
  for await (const { path, content } of container.members({ wantContent: (each) => RUNS_FIRST.test(each.path) && each.bytes < MOST_BYTES_UNNAMED })) {
    if (content !== null && RUNS_FIRST.test(path)) contents.set(path, content);
  }
  return contents;
}

async function contentsOf(question: ContainerQuestion, paths: readonly string[]): Promise<ReadonlyMap<string, Buffer>> {
  try {
    const container = await openContainer(question);
    return paths.length === 0 ? await firstToRun(container) : await container.contents(new Set(paths));
  } catch (cause) {
    // Tiers 1 and 2 have said so already, and what they found stands.
    if (cause instanceof ArchiveRefusal) return new Map();
    throw cause;
  }
}

// Bytes that no text has. Machine code is nothing to send.
const isText = (bytes: Buffer): boolean => !bytes.subarray(0, 8_000).includes(0);

function withinLimit(files: readonly ShownFile[]): readonly ShownFile[] {
  let left = MOST_CHARACTERS;
  return files.slice(0, MOST_FILES).filter(({ lines }) => lines.length > 0 && (left -= lines.reduce((sum, { text }) => sum + text.length + 8, 0)) >= 0);
}

/** The flagged files of a package, as far as they are text and within the limits; what runs first where no file was flagged. Nothing is unpacked. */
export async function shownFiles(question: ContainerQuestion, flags: readonly Finding[], own: readonly string[]): Promise<readonly ShownFile[]> {
  const places = placesOf(flags);
  const contents = await contentsOf(question, [...places.keys()]);
  const inOrder = places.size === 0 ? [...contents.keys()].toSorted() : [...places.keys()];
  return withinLimit(inOrder.flatMap((path) => {
    const bytes = contents.get(path);
    if (bytes === undefined || !isText(bytes)) return [];
    const { text } = decodeSource(bytes);
    return text === null ? [] : [showFile(path, text, { places: places.get(path) ?? [], own })];
  }));
}
