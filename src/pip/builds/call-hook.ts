import { readFile, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { ToolError } from '../../core/errors.js';
import type { PipProcess } from '../pip-process.js';
import { lastWords } from './last-words.js';
import { ownFile } from './own-file.js';
import { usualHint, wallHit, type Walls } from './walls.js';
import { writePrivate } from '../../platform/files/write-private.js';

/** Where the hooks of one project run. */
export interface HookPlace {
  /** `name 1.0`, for messages. */
  readonly title: string;
  /** Name of the package, as `--build-network` takes it. */
  readonly name: string;
  readonly walls: Walls;
  readonly backend: string;
  readonly backendPath: readonly string[];
  /** Interpreter of the build environment. */
  readonly executable: string;
  /** data/python/backend.py. */
  readonly script: string;
  /** What is made: a wheel, or one that points to the folder of the project (PEP 660). */
  readonly makes: 'wheel' | 'editable';
  /** Private to the run, for requests and answers. */
  readonly folder: string;
  /** Starts programs in the folder of the project. */
  readonly start: PipProcess;
}

/** A hook of PEP 517 or PEP 660, with its arguments as JSON values. */
export interface HookCall {
  readonly hook: 'get_requires_for_build' | 'prepare_metadata_for_build' | 'build';
  readonly arguments: readonly unknown[];
}

const isObject = (value: unknown): value is Readonly<Record<string, unknown>> => typeof value === 'object' && value !== null && !Array.isArray(value);

function failed(place: HookPlace, output: { readonly stdout: string; readonly stderr: string }): ToolError {
  const hit = wallHit(output, place);
  return new ToolError('build-failed', `building ${place.title} failed${hit === null ? '' : `: ${hit.what}`}\n${lastWords(output)}`, { hint: hit?.hint ?? usualHint(place.walls) });
}

// The build of an earlier hook may have put a link in its place; whatever lies there goes, and a new file is made.
async function writeRequest(path: string, request: unknown): Promise<void> {
  await rm(path, { recursive: true, force: true });
  await writePrivate(path, JSON.stringify(request));
}

async function readAnswer(place: HookPlace, name: string): Promise<unknown> {
  const path = await ownFile(place.folder, name);
  if (path === null) throw new ToolError('build-failed', `the build of ${place.title} left no answer`, { hint: 'nothing was installed' });
  return JSON.parse(await readFile(path, 'utf8'));
}

/** Runs one hook in a process of its own. Returns what it returned, or undefined where the backend has no such hook. Throws `build-failed`. */
export async function callHook({ hook: kind, arguments: values }: HookCall, place: HookPlace): Promise<unknown> {
  const hook = `${kind}_${place.makes}`;
  const [request, answerName] = [join(place.folder, `${hook}.request.json`), `${hook}.answer.json`];
  await writeRequest(request, { backend: place.backend, backendPath: place.backendPath, hook, arguments: values, result: join(place.folder, answerName) });
  const outcome = await place.start(place.executable, [place.script, request], {});
  if (outcome.code !== 0) throw failed(place, outcome);
  const answer = await readAnswer(place, answerName);
  return isObject(answer) && answer['missing'] !== true ? answer['value'] : undefined;
}

/** A hook's answer that must be a list of texts; none where the backend lacks the hook, as PEP 517 has it. Throws `build-failed`. */
export function asTexts(value: unknown, place: HookPlace): readonly string[] {
  if (value === undefined) return [];
  if (Array.isArray(value) && value.every((item) => typeof item === 'string')) return value;
  throw new ToolError('build-failed', `the build backend of ${place.title} answered with something that is no list of requirements`);
}

/** A hook's answer that must be the name of something in a folder, never a path. Throws `build-failed`. */
export function asFileName(value: unknown, place: HookPlace): string {
  if (typeof value === 'string' && /^[A-Za-z0-9_][A-Za-z0-9._+!-]*$/.test(value)) return value;
  if (value === undefined) throw new ToolError('build-failed', `the build backend of ${place.title} (${place.backend}) cannot make ${place.makes === 'editable' ? 'an editable install' : 'a wheel'}`, { hint: place.makes === 'editable' ? 'leave -e out' : 'nothing was installed' });
  throw new ToolError('build-failed', `the build backend of ${place.title} answered with ${JSON.stringify(value)} instead of a file name`);
}
