import { defineReporter } from '../core/run.js';
import type { Look, Run } from '../core/run.js';
import { toInterchangeJson } from './escape/json.js';
import { notifications } from './sarif/notifications.js';
import { resultsOf } from './sarif/results.js';
import { descriptors } from './sarif/rules.js';

/** The OASIS errata edition, which the schema names itself. */
const SCHEMA = 'https://docs.oasis-open.org/sarif/sarif/v2.1.0/errata01/os/schemas/sarif-schema-2.1.0.json';

function render(run: Run, look: Look): string {
  const found = resultsOf(run, look);
  const rules = descriptors(found, run.rules);
  const places = new Map(rules.map(({ id }, index) => [id, index]));
  const log = {
    $schema: SCHEMA,
    version: '2.1.0',
    runs: [
      {
        tool: { driver: { name: 'depsec', version: run.depsecVersion, semanticVersion: run.depsecVersion, rules, properties: { ruleset: run.ruleset } } },
        invocations: [{ executionSuccessful: run.problems.length === 0, endTimeUtc: new Date(run.finishedAtMs).toISOString(), toolExecutionNotifications: notifications(run) }],
        columnKind: 'utf16CodeUnits',
        originalUriBaseIds: { '%SRCROOT%': { description: { text: 'The folder that depsec was started in.' } } },
        results: found.map(({ result, ruleId }) => ({ ...result, ruleIndex: places.get(ruleId) ?? -1 })),
      },
    ],
  };
  return `${toInterchangeJson(log)}\n`;
}

export default defineReporter({ title: 'SARIF 2.1.0, for code scanning', render });
