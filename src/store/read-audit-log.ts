import { readdir } from 'node:fs/promises';
import { join } from 'node:path';
import { isSha256, type Sha256 } from '../core/artifact.js';
import { untrusted, type UntrustedText } from '../core/untrusted.js';
import { onDisk, presentOr } from '../platform/files/disk-error.js';
import { readOwnFile } from '../platform/files/read-own-file.js';
import { OLD_LOG } from './audit-log.js';

/** A judgement as the audit log has it. Texts come from packages; `verdict` is whatever the line says. */
export interface LoggedJudgement {
  readonly time: UntrustedText;
  readonly command: UntrustedText;
  readonly version: UntrustedText;
  readonly sha256: Sha256;
  /** Of the source that a wheel was built from. */
  readonly builtFrom: Sha256 | null;
  readonly verdict: string;
  readonly reasons: readonly UntrustedText[];
  readonly rules: readonly string[];
  readonly gaps: readonly { readonly what: UntrustedText; readonly why: UntrustedText }[];
}

type Fields = ReadonlyMap<string, unknown>;

/** Any line of the audit log; what it does not have is ''. */
export interface LoggedEvent {
  /** All of the line. */
  readonly fields: Fields;
  readonly time: UntrustedText;
  readonly event: UntrustedText;
  readonly command: UntrustedText;
  readonly name: UntrustedText;
  readonly version: UntrustedText;
  readonly verdict: UntrustedText;
  readonly reasons: readonly UntrustedText[];
  /** Of a waiver rules and advisories. */
  readonly rules: readonly UntrustedText[];
}

const fieldsOf = (value: unknown): Fields => new Map(typeof value === 'object' && value !== null ? Object.entries(value) : []);

const textAt = (fields: Fields, key: string): string => {
  const value = fields.get(key);
  return typeof value === 'string' ? value : '';
};

function listAt(fields: Fields, key: string): readonly unknown[] {
  const value: unknown = fields.get(key);
  return Array.isArray(value) ? value : [];
}

const textsAt = (fields: Fields, key: string): readonly string[] => listAt(fields, key).filter((text) => typeof text === 'string');

function parsed(line: string): Fields {
  try {
    return fieldsOf(JSON.parse(line));
  } catch (cause) {
    // A crash or a full disk may have left half a line.
    if (cause instanceof SyntaxError) return new Map();
    throw cause;
  }
}

function judgementIn(line: string, name: string): LoggedJudgement | null {
  const fields = parsed(line);
  const [sha256, builtFrom] = [textAt(fields, 'sha256'), textAt(fields, 'builtFrom')];
  if (!['judgement', 'override'].includes(textAt(fields, 'event')) || textAt(fields, 'name') !== name || !isSha256(sha256)) return null;
  return {
    sha256,
    builtFrom: isSha256(builtFrom) ? builtFrom : null,
    time: untrusted(textAt(fields, 'time')),
    command: untrusted(textAt(fields, 'command')),
    version: untrusted(textAt(fields, 'version')),
    verdict: textAt(fields, 'verdict'),
    reasons: textsAt(fields, 'reasons').map(untrusted),
    rules: textsAt(fields, 'rules'),
    gaps: listAt(fields, 'gaps').map(fieldsOf).map((gap) => ({ what: untrusted(textAt(gap, 'what')), why: untrusted(textAt(gap, 'why')) })),
  };
}

/** The lines of the logs of a home folder, the newest first. */
async function* linesOf(home: string, isWanted: (line: string) => boolean): AsyncGenerator<string> {
  const old = (await onDisk('read', home, () => readdir(home))).filter((file) => OLD_LOG.test(file)).toSorted().toReversed();
  for (const file of ['depsec.log', ...old]) {
    const path = join(home, file);
    // Not written yet, or rotated away meanwhile.
    const lines = (await onDisk('read', path, () => presentOr(readOwnFile(path), ''))).split('\n');
    yield* lines.filter(isWanted).toReversed();
  }
}

/** The judgements of this package in the logs of a home folder, the newest first. Throws ToolError `disk` when they cannot be read. */
export async function* judgementsOf(home: string, name: string): AsyncGenerator<LoggedJudgement> {
  // Parsing every line of sixty megabytes for one name would be felt.
  for await (const line of linesOf(home, (text) => text.includes(JSON.stringify(name)))) {
    const judgement = judgementIn(line, name);
    if (judgement !== null) yield judgement;
  }
}

/** Everything in the logs of a home folder, the newest first. Throws ToolError `disk` when they cannot be read. */
export async function* eventsIn(home: string): AsyncGenerator<LoggedEvent> {
  for await (const line of linesOf(home, (text) => text !== '')) {
    const fields = parsed(line);
    const text = (key: string): UntrustedText => untrusted(textAt(fields, key));
    if (textAt(fields, 'event') === '') continue;
    yield { fields, time: text('time'), event: text('event'), command: text('command'), name: text('name'), version: text('version'), verdict: text('verdict'), reasons: textsAt(fields, 'reasons').map(untrusted), rules: textsAt(fields, 'rules').map(untrusted) };
  }
}
