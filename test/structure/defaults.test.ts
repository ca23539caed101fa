import { existsSync, readFileSync } from 'node:fs';
import { expect, test } from 'vitest';

type Test = readonly [file: string, name: string];

const INDEX_RULES = 'test/rules/index-rules.test.ts';

/**
 * The tests that hold what the README says depsec decides, by the first words of each row. A row is added in the README and here; the name is that
 * of a test, or of a row of its table, as it stands in the file.
 */
const TESTS: Readonly<Record<string, readonly Test[]>> = {
  'MAL advisory': [
    ['test/policy/malware.test.ts', 'known malware is stopped'],
    ['test/policy/malware.test.ts', '--allow-blocked lets no known malware in'],
    ['test/policy/malware.test.ts', '--allow-known-malware lets it in and keeps its verdict'],
    ['test/policy/waivers.test.ts', 'known malware is not waived by %s, and that is said'],
  ],
  'CRITICAL CVE, a fix exists': [['test/policy/advisories.test.ts', 'critical with a fix']],
  'CRITICAL CVE, no fix or disputed': [['test/policy/advisories.test.ts', 'critical without a fix'], ['test/policy/advisories.test.ts', 'critical and disputed']],
  'a baseline': [['test/policy/baseline.test.ts', 'the same finding in the same file warns'], ['test/policy/baseline.test.ts', 'another rule blocks'], ['test/policy/baseline.test.ts', 'known malware blocks']],
  'an advisory younger than `advisory_grace`': [['test/policy/baseline.test.ts', 'within the grace warns about a version of the baseline'], ['test/e2e/baseline.test.ts', 'without advisory_grace it blocks'], ['test/e2e/baseline.test.ts', 'new malware blocks']],
  'HIGH, MEDIUM, LOW, unknown CVE': ['high', 'medium', 'low', 'unknown'].map((severity) => ['test/policy/advisories.test.ts', `['${severity}', { severity: '${severity}' }`] as const),
  'two dials': [['test/policy/advisories.test.ts', 'thresholds do not touch advisories, and severity_actions touch nothing else'], ['test/policy/advisories.test.ts', 'severity_actions %s = %s is what happens, fix or not']],
  'a name like a popular one': [['test/names/rules.test.ts', 'a strong likeness that the user named blocks'], ['test/names/rules.test.ts', 'a strong likeness in a dependency warns'], ['test/names/rules.test.ts', 'a strong likeness of a ranked project warns']],
  'names compared with, and exempt': [['test/sources/popular-names.test.ts', 'none of the 15,000 popular names is suspected'], ['test/sources/popular-names.test.ts', 'the exempt rank and the curated list can be narrowed']],
  'composite risk': [
    ['test/policy/risk-reason.test.ts', 'a risk of %s at a threshold of %s is a reason'],
    ['test/policy/risk-reason.test.ts', 'risk_action %s makes it %s'],
    ['test/policy/composite-risk.test.ts', 'leaves out factors without data, and the others weigh as much more'],
    ['test/policy/composite-risk.test.ts', 'is nothing for a package of a private index'],
  ],
  'a project younger than 7 days': [[INDEX_RULES, 'a project younger than 7 days warns'], [INDEX_RULES, 'a project of 7 days does not']],
  'a release younger than 7 days': [[INDEX_RULES, 'a release younger than 7 days of an old project is information'], ['test/e2e/index-facts.test.ts', 'falls back to the newest version that is old enough, and says what was withheld']],
  'one lack in the metadata': [[INDEX_RULES, 'several metadata lacks in a project under 30 days warn'], [INDEX_RULES, 'several lacks in an old project add nothing']],
  yanked: [[INDEX_RULES, 'a yanked version warns'], [INDEX_RULES, 'a yanked version that is pinned with == is information']],
  'quarantined by the index': [[INDEX_RULES, 'quarantined by the index blocks'], [INDEX_RULES, 'archived is information'], [INDEX_RULES, 'deprecated is information']],
  'a lock entry whose digest': [['test/e2e/lock-files.test.ts', 'a digest in the lock that is not that of the file is a finding of audit, and install refuses the file']],
  'a lock entry whose address': [['test/e2e/lock-files.test.ts', 'an address in the lock that is not that of the index is blocked, unless the digest proves the bytes'], [INDEX_RULES, 'plain http in a lock warns'], [INDEX_RULES, 'a locked file that the index does not have warns']],
  'one name on a private and the public index': [[INDEX_RULES, 'a namesake that would win and is not among the 15,000 blocks'], [INDEX_RULES, 'a namesake that would win and is popular is information'], ['test/e2e/index-facts.test.ts', 'a popular name on a private index too comes from there, and that is only noted'], ['test/app/indexes/choose-files.test.ts', 'comes from the private one alone, whichever is newer']],
  'a source cannot be asked': [
    ['test/e2e/advisories.test.ts', 'when OSV cannot be asked, an install goes on and says so; under --fail-closed it installs nothing and exits 3'],
    ['test/e2e/index-facts.test.ts', 'a project JSON that cannot be had is told once and changes no verdict'],
    ['test/e2e/failing-services.test.ts', 'what services that fail cannot tell is said, what ships with depsec serves, and only --fail-closed fails the run'],
  ],
  'a source is switched off': [['test/sources/online-advisories.test.ts', 'a service that is not asked leaves no gap'], ['test/sources/online-advisories.test.ts', 'a name that does not come from the public index never leaves the machine, and nothing is missing']],
  'advisory data older than': [['test/app/look-up/age-notices.test.ts', 'data of seven days get a line'], ['test/app/look-up/age-notices.test.ts', 'data of thirty days get a warning']],
  '`--offline`': [['test/e2e/advisories.test.ts', 'offline nothing is asked and nothing is missing'], ['test/e2e/advisories.test.ts', 'with --no-lookups the index is asked and no other service, and nothing counts as missing']],
  'code that cannot be read and runs': [['test/policy/decide.test.ts', "['runs', 'blocked'"]],
  'code that cannot be read and is latent': [['test/policy/decide.test.ts', "['latent', 'warned'"], ['test/policy/decide.test.ts', "['data', 'safe'"], ['test/analysis/analyse-archive.test.ts', 'native code is told once and is no gap']],
  'text for scanners, or for language models': [['test/rules/addresses-machines.test.ts', 'a sentence for scanners warns'], ['test/rules/addresses-machines.test.ts', 'a sentence for language models is only listed']],
  'a public index does not answer': [['test/e2e/unreachable-index.test.ts', 'an index that is down beside one that works is a warning, not an end']],
  'a private index does not answer': [['test/pip/reachable-indexes.test.ts', 'a private index that does not answer while a public one serves ends the run'], ['test/pip/reachable-indexes.test.ts', 'without a private index that --skip-index names'], ['test/e2e/unreachable-index.test.ts', 'a private index that answers everything with a page to log in ends the run']],
  'project configuration': [
    ['test/config/settings/merge.test.ts', 'may not switch to warn'],
    ['test/config/settings.test.ts', 'a project that would loosen is ignored and told so'],
    ['test/config/waivers.test.ts', 'of a project (%s) are ignored and told so, unless the user trusts it'],
    ['test/e2e/waive.test.ts', "a project's own waiver is ignored, and that is said"],
  ],
  'system policy': [['test/config/settings/merge.test.ts', 'stays against %s, and it is said']],
  'builds of source packages': [['test/e2e/build-sandbox.test.ts', 'a bubblewrap that does not work is told of and done without, unless a sandbox is required']],
  'a build asks for the network': [['test/e2e/build-sandbox.test.ts', 'a build that asks for the network gets none in a sandbox, and is told how to get it'], ['test/e2e/build-sandbox.test.ts', 'a build that is let out by name has the network, and it is said']],
  'AI review': [
    ['test/app/review/sent.test.ts', 'nothing is sent about a package %s'],
    ['test/app/review/sent.test.ts', 'without --ai a missing key, SDK or wish means no review and no word'],
    ['test/app/review/sent.test.ts', 'one line says what was sent, and a deprecated model is named'],
    ['test/analysis/ai/additive.test.ts', 'no finding goes, none is made milder, and no verdict falls'],
  ],
  'a home folder': [['test/e2e/home.test.ts', 'a HOME that cannot be written gets a temporary store and one warning'], ['test/e2e/home.test.ts', 'a ~/.depsec that everyone may write to is refused']],
  'an action that says `quarantine`': [
    ['test/e2e/quarantine.test.ts', 'what policy sets aside is kept and left out; it comes out by force and with a reason, and the log tells every act'],
    ['test/e2e/quarantine.test.ts', 'nothing is installed when something else needs what was set aside'],
    ['test/e2e/quarantine.test.ts', 'what a new advisory calls malware is never released'],
  ],
  'which Python': [['test/e2e/which-python.test.ts', 'an active environment goes before ./.venv, and --python before both']],
};

/** The first column of the table below a heading. */
function rowsBelow(heading: string): readonly string[] {
  const section = readFileSync('README.md', 'utf8').split(`\n## ${heading}\n`)[1]?.split('\n## ')[0] ?? '';
  return [...section.matchAll(/^\| (.+?) \|/gm)].map(([, cell = '']) => cell).slice(1);
}

const rows = rowsBelow('What depsec decides');
const keyOf = (row: string): string | undefined => Object.keys(TESTS).find((key) => row.startsWith(key));

test('the README has a table of what depsec decides', () => {
  expect(rows.length).toBeGreaterThan(10);
});

test('every row of that table has a test', () => {
  expect(rows.filter((row) => keyOf(row) === undefined)).toEqual([]);
});

test('every test named here is for a row of that table, and there', () => {
  const missing = Object.values(TESTS).flat().filter(([file, name]) => !existsSync(file) || !readFileSync(file, 'utf8').includes(name));
  expect(missing).toEqual([]);
  expect(Object.keys(TESTS).filter((key) => !rows.some((row) => row.startsWith(key)))).toEqual([]);
});
