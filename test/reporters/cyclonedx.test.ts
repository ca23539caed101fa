import { Spec, Validation } from '@cyclonedx/cyclonedx-library';
import { PackageURL } from 'packageurl-js';
import { expect, test } from 'vitest';
import { cyclonedx } from '../../src/reporters/registry.js';
import { advisory, decision, finding, look, run } from './build.js';
import { sampleRuns } from './sample-runs.js';

interface Component {
  readonly name: string;
  readonly purl?: string;
  readonly 'bom-ref': string;
}
interface Bom {
  readonly serialNumber: string;
  readonly components?: readonly Component[];
  readonly dependencies?: readonly { readonly ref: string; readonly dependsOn?: readonly string[] }[];
  readonly vulnerabilities?: readonly { readonly id: string; readonly advisories?: readonly { readonly url: string }[]; readonly analysis: { readonly state: string; readonly response?: readonly string[] }; readonly affects: readonly { readonly ref: string; readonly versions: readonly object[] }[] }[];
}

/** One for all tests: it compiles the schema when it is first asked. */
const validator = new Validation.JsonStrictValidator(Spec.Version.v1dot6);

const bomOf = async (sample: string): Promise<Bom> => JSON.parse(await cyclonedx.render(sampleRuns[sample]!, look()));

test.each(Object.keys(sampleRuns))('the bill of materials of %s is valid by the schema of CycloneDX 1.6', async (sample) => {
  expect(await validator.validate(await cyclonedx.render(sampleRuns[sample]!, look()))).toBeNull();
});

test('the validator refuses what is no bill of materials', async () => {
  expect(await validator.validate('{"bomFormat":"CycloneDX","specVersion":"1.6","components":[{"type":"fruit"}]}')).not.toBeNull();
});

test('every judged package is a component with its package URL', async () => {
  const { components = [] } = await bomOf('pipeline');
  expect(components.map(({ name }) => name).toSorted()).toEqual(['alone', 'beehive', 'colourful', 'nectarine', 'petals', 'pip', 'six']);
  expect(PackageURL.fromString(components.find(({ name }) => name === 'beehive')?.purl ?? '')).toMatchObject({ type: 'pypi', name: 'beehive', version: '2.3.0' });
});

test('dependencies are those of the metadata, extras only where they are asked for', async () => {
  const { dependencies = [] } = await bomOf('pipeline');
  const needs = Object.fromEntries(dependencies.map(({ ref, dependsOn = [] }) => [ref, dependsOn]));
  expect(needs['pkg:pypi/beehive@2.3.0']).toEqual(['pkg:pypi/colourful@0.4.6', 'pkg:pypi/petals@1.0.0']);
  expect(needs['pkg:pypi/petals@1.0.0']).toEqual(['pkg:pypi/nectarine@1.0.0', 'pkg:pypi/six@1.17.0']);
});

test('an advisory is a vulnerability of its component, with range, state and what to do', async () => {
  const { vulnerabilities = [] } = await bomOf('pipeline');
  expect(vulnerabilities).toMatchObject([
    { id: 'CVE-2025-10001', analysis: { state: 'in_triage', response: ['update'] }, affects: [{ ref: 'pkg:pypi/beehive@2.3.0' }] },
    { id: 'CVE-2025-10002', analysis: { state: 'in_triage' }, affects: [{ versions: expect.arrayContaining([{ range: 'vers:pypi/<1.0', status: 'affected' }, { range: 'vers:pypi/>=2.0|<3.0', status: 'affected' }]) }] },
  ]);
});

test('no address of an advisory is anything but plain https', async () => {
  const { vulnerabilities = [] } = await bomOf('hostile-markup');
  expect(vulnerabilities.flatMap(({ advisories = [] }) => advisories)).toEqual([]);
});

test('the same run gives the same document, and two files of one version are two components', async () => {
  const twice = run({ decisions: [decision('six', { shownAs: 'a/six.whl' }), decision('six', { shownAs: 'b/six.whl' })] });
  const text = await cyclonedx.render(twice, look());
  expect(await cyclonedx.render(twice, look())).toBe(text);
  const bom: Bom = JSON.parse(text);
  expect(bom.components?.map((each) => each['bom-ref']).toSorted()).toEqual(['pkg:pypi/six@1.0.0', 'pkg:pypi/six@1.0.0#2']);
  expect(bom.serialNumber).not.toBe((await bomOf('pipeline')).serialNumber);
});

const seen = (): ReturnType<typeof finding> => finding({ rule: 'known-vulnerability', message: 'flawed', advisory: advisory('CVE-2025-10001') });

test('a waived advisory is accepted by somebody, which is not the same as not affected, and holds for its package alone', async () => {
  const accepted = seen();
  const acorn = decision('acorn', { findings: [accepted] });
  const waiver = { kind: 'advisory', advisory: 'CVE-2025-10001', package: acorn.report.artifact.name, versions: '>=1', reason: 'not reachable', until: '2027-02-24', where: 'waivers.toml: waiver 1' } as const;
  const waived = run({ decisions: [{ ...acorn, waived: [{ seen: accepted, waiver }] }, decision('petals', { findings: [seen()] })] });
  const text = await cyclonedx.render(waived, look());
  expect(await validator.validate(text)).toBeNull();
  const bom: Bom = JSON.parse(text);
  expect(bom.vulnerabilities?.map(({ analysis, affects }) => [affects.map(({ ref }) => ref), analysis])).toEqual([
    [['pkg:pypi/petals@1.0.0'], { state: 'in_triage', response: ['update'] }],
    [['pkg:pypi/acorn@1.0.0'], { state: 'exploitable', response: ['will_not_fix'], detail: 'waived until 2027-02-24: not reachable' }],
  ]);
});
