import type { KnownFile, KnownFinding } from '../../core/baseline.js';
import { UserError } from '../../core/errors.js';
import { severities } from '../../core/finding.js';
import { isPackageName, parsePackageName } from '../../core/name.js';
import { readJson, tableAt, tablesAt, textAt, textsAt, type Table } from '../../inputs/structured/tables.js';

/** The schema of the JSON reporter; fields may be added to it, and none is changed. */
const SCHEMA = 1;

const isCounted = (record: Table): boolean => !('waived' in record);

function findingIn(record: Table): readonly KnownFinding[] {
  const [rule, advisory] = [textAt(record, 'rule'), tableAt(record, 'advisory')];
  const severity = severities.find((each) => each === record['severity']);
  if (rule === null || severity === undefined) return [];
  const id = textAt(advisory, 'id');
  return [{ rule, severity, file: textAt(record, 'file'), message: textAt(record, 'message') ?? '', advisoryIds: id === null ? [] : [id, ...textsAt(advisory, 'aliases')] }];
}

function fileIn(record: Table): readonly KnownFile[] {
  const [name, version, sha256] = [textAt(record, 'name'), textAt(record, 'version'), textAt(record, 'sha256')];
  if (name === null || !isPackageName(name) || version === null || sha256 === null) return [];
  return [{
    name: parsePackageName(name), version, sha256,
    risk: typeof record['risk'] === 'number' ? record['risk'] : null,
    findings: tablesAt(record, 'findings').filter(isCounted).flatMap(findingIn),
    unread: tablesAt(record, 'gaps').filter(isCounted).flatMap((gap) => textAt(gap, 'what') ?? []),
  }];
}

const noReport = (file: string, cause?: unknown): UserError =>
  new UserError('bad-input', `${file} is no report of depsec`, { cause, hint: 'depsec audit --format json -o FILE writes one; git:REF takes the requirements as they were at a commit' });

function reportIn(text: string, file: string): Table {
  try {
    return readJson(text, file);
  } catch (cause) {
    throw cause instanceof UserError ? noReport(file, cause) : cause;
  }
}

/** The files of an earlier report (`--format json`). What of it cannot be read counts as unknown, so that it is new. Throws `bad-input` for what is no such report. */
export function filesInReport(text: string, file: string): readonly KnownFile[] {
  const report = reportIn(text, file);
  if (report['schema'] === SCHEMA && Array.isArray(report['results'])) return tablesAt(report, 'results').flatMap(fileIn);
  throw noReport(file);
}
