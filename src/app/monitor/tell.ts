import type { Answer, AnswerGroup } from '../../core/answer.js';
import type { Cause } from '../../monitor/compare.js';
import type { MonitorReport } from '../../monitor/report.js';
import type { Undelivered } from './deliver-all.js';
import type { Watched } from './note-run.js';

const CAUSES: Readonly<Record<Cause, string>> = {
  'package-installed': 'came with the package',
  'version-changed': 'came with another version',
  'files-changed': 'its files were changed',
  'flagged-since-installed': 'known since you installed it',
};

const plural = (count: number, what: string): string => `${count} ${what}${count === 1 ? '' : 's'}`;
const minute = (ms: number): string => `${new Date(ms).toISOString().slice(0, 16).replace('T', ' ')} UTC`;

type Row = readonly string[];
type Shown = { readonly severity: string; readonly package: string; readonly version: string; readonly message: string };

function row({ severity, package: name, version, message }: Shown, remark: string): Row {
  return [severity, name === '' ? 'the environment' : `${name} ${version}`.trim(), remark === '' ? message : `${message} (${remark})`];
}

const group = (title: string, rows: readonly Row[]): readonly AnswerGroup[] => (rows.length === 0 ? [] : [{ title, rows }]);

function standing({ summary: { packages, blocked, warned, unseen } }: MonitorReport): string {
  return `${plural(packages, 'package')} · ${warned} warned · ${blocked} blocked${unseen === 0 ? '' : ` · ${unseen} not judged`}`;
}

function firstLine({ report, sinceMs }: Watched): string {
  if (sinceMs === null) return `First look at ${report.environment}: ${standing(report)}. From now on what is new is told; depsec scan shows what there is.`;
  const { new: added, changed, resolved } = report.summary;
  const news = added + changed + resolved === 0 ? 'Nothing new' : `${added} new · ${changed} changed · ${resolved} resolved`;
  return `${news} since ${minute(sinceMs)} (${standing(report)}).`;
}

function packageRows({ packages }: MonitorReport): readonly Row[] {
  return [
    ...packages.installed.map(({ name, version }) => ['installed', `${name} ${version}`.trim()]),
    ...packages.replaced.map(({ name, from, to }) => ['replaced', `${name} ${from} by ${to}`]),
    ...packages.removed.map(({ name, version }) => ['removed', `${name} ${version}`.trim()]),
  ];
}

const late = ({ to, count, why }: Undelivered): Row => [`${plural(count, 'report')} ${count === 1 ? 'has' : 'have'} yet to reach ${to}: ${why}. Nothing is lost: the next run tries again.`];

/** A run of the monitor in words; for programs the report itself. */
export function answerOf(watched: Watched): Answer {
  const { report, undelivered } = watched;
  const groups = [
    { rows: [[firstLine(watched)]] },
    ...group('New:', report.new.map((each) => row(each, CAUSES[each.cause]))),
    ...group('Changed:', report.changed.map((each) => row(each, each.changes.join(', ')))),
    ...group('Resolved:', report.resolved.map((each) => row(each, ''))),
    ...group('Packages:', packageRows(report)),
    ...(undelivered.length === 0 ? [] : [{ rows: undelivered.map(late) }]),
  ];
  return { groups, document: { ...report, undelivered } };
}
