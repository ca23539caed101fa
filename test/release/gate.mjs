// Says whether depsec may be released as it is here, and why not: exit 1 for each reason below, 0 when there is none.
//   - the advisories that ship are older than 7 days, or none of them names malware
//   - the detection was not measured with these rules, or is worse than that of the last release
//   - package.json, the tag and CHANGELOG.md do not speak of the same version, or package.json does not say where the source is (provenance needs it)
//   node test/release/gate.mjs --tag v1.2.3
// The other options replace what is looked at, for the tests: --folder DIR, --last FILE (the figures of the last release), --ruleset ID, --now DATE.
import { execFileSync } from 'node:child_process';
import { existsSync, readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';
import { rulesetId } from '../../build.mjs';

const FIGURES = 'test/release/detection.json';
const MOST_DAYS = 7;

const { values } = parseArgs({ options: { tag: { type: 'string' }, folder: { type: 'string' }, last: { type: 'string' }, ruleset: { type: 'string' }, now: { type: 'string' } } });
const folder = values.folder ?? join(dirname(fileURLToPath(import.meta.url)), '..', '..');
const read = (path) => (existsSync(join(folder, path)) ? readFileSync(join(folder, path), 'utf8') : '');
const git = (...args) => execFileSync('git', args, { cwd: folder, encoding: 'utf8', stdio: ['ignore', 'pipe', 'pipe'] }).trim();

function* advisories(text, now) {
  const { asOf } = JSON.parse(text.split('\n')[0] || '{}');
  const days = (now - Date.parse(asOf)) / 86_400_000;
  if (!(days >= 0)) yield `the advisories were taken at ${asOf}, which is no time before now`;
  if (days > MOST_DAYS) yield `the advisories are ${Math.floor(days)} days old, and may be ${MOST_DAYS}; data/rebuild-advisories.mjs takes newer ones`;
  if (!/"id":"MAL-/.test(text)) yield 'none of the advisories names malware (a MAL record)';
}

const percent = (share) => `${(100 * share).toFixed(2)} %`;

// Of a collection that holds nothing the share is null.
const isShare = (share) => typeof share === 'number';

/** What must not fall, and what must not rise, each as [what it is, the share]. */
const recalls = ({ malicious }) => [['recall by campaign', malicious?.recall], ['malicious archives blocked', malicious?.blocked]];
const alarms = ({ benign = {} }) => Object.entries(benign).flatMap(([name, { blocked, warned }]) => [[`false blocks in ${name}`, blocked], [`false warnings in ${name}`, warned]]);

function measurement(figures, ruleset) {
  if (figures === null) return [`the detection was never measured: npm run bench:detection -- … --figures ${FIGURES}`];
  const isWhole = alarms(figures).length > 0 && [...recalls(figures), ...alarms(figures)].every(([, share]) => isShare(share));
  return [
    ...(figures.ruleset === ruleset ? [] : [`the detection was measured with the rules ${figures.ruleset}, and these are ${ruleset}`]),
    ...(isWhole ? [] : ['the detection was measured without malicious or without harmless archives']),
  ];
}

function comparison(figures, last) {
  if (figures === null || last === null) return [];
  const worsened = (measure, isWorse) => {
    const today = new Map(measure(figures));
    return measure(last).flatMap(([what, then]) => {
      const now = today.get(what);
      if (!isShare(now)) return [`${what}: the last release measured it, this one did not`];
      return isWorse(now, then) ? [`${what}: ${percent(now)}, and ${percent(then)} in the last release`] : [];
    });
  };
  return [...worsened(recalls, (now, then) => now < then), ...worsened(alarms, (now, then) => now > then)];
}

function* names(manifest, changes, tag) {
  if (tag !== undefined && tag !== `v${manifest.version}`) yield `the tag is ${tag}, and package.json says ${manifest.version}`;
  const isDated = changes.split('\n').some((line) => line.startsWith(`## ${manifest.version} (`) && /\(\d{4}-\d\d-\d\d\)$/.test(line));
  if (!isDated) yield `CHANGELOG.md has no heading with version and day: ## ${manifest.version} (YYYY-MM-DD)`;
  if (manifest.repository === undefined) yield 'package.json does not say where the source is: npm accepts a provenance only for its "repository"';
}

/** The figures in the newest release before this one; null for the first release. */
function figuresOfLast() {
  if (values.last !== undefined) return JSON.parse(readFileSync(values.last, 'utf8'));
  if (git('rev-parse', '--is-shallow-repository') === 'true') throw new Error('this clone has no history, so nobody can tell what the last release was');
  const tag = git('tag', '--list', 'v*', '--sort=-v:refname', '--merged', 'HEAD').split('\n').find((name) => name !== '' && name !== values.tag);
  return tag === undefined ? null : JSON.parse(git('show', `${tag}:${FIGURES}`));
}

const figures = read(FIGURES) === '' ? null : JSON.parse(read(FIGURES));
const reasons = [
  ...advisories(read('data/advisories.txt'), values.now === undefined ? Date.now() : Date.parse(values.now)),
  ...measurement(figures, values.ruleset ?? rulesetId()),
  ...comparison(figures, figuresOfLast()),
  ...names(JSON.parse(read('package.json')), read('CHANGELOG.md'), values.tag),
];
process.stdout.write(reasons.length === 0 ? 'may be released\n' : `must not be released:\n${reasons.map((reason) => `  ${reason}\n`).join('')}`);
process.exitCode = reasons.length === 0 ? 0 : 1;
