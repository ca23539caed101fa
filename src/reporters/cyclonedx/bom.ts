import { createHash } from 'node:crypto';
import { ComponentType } from '@cyclonedx/cyclonedx-library/Enums';
import { Bom, Component, Property, PropertyRepository } from '@cyclonedx/cyclonedx-library/Models';
import { JSON as CycloneJson, JsonSerializer } from '@cyclonedx/cyclonedx-library/Serialize';
import { Spec1dot6 } from '@cyclonedx/cyclonedx-library/Spec';
import type { Run } from '../../core/run.js';
import { toInterchangeJson } from '../escape/json.js';
import { dependencies } from '../graph/dependencies.js';
import { serviceGaps } from '../words/service-gaps.js';
import { componentOf, satisfiedComponent } from './component.js';
import { vulnerabilitiesOf } from './vulnerabilities.js';

/** An UUID (RFC 9562, version 8) out of what the document says: the same run gives the same serial number. */
function serialNumber(text: string): string {
  const hex = createHash('sha256').update(text).digest('hex');
  return `urn:uuid:${hex.slice(0, 8)}-${hex.slice(8, 12)}-8${hex.slice(13, 16)}-a${hex.slice(17, 20)}-${hex.slice(20, 32)}`;
}

function remarks({ problems, notices, decisions, command, ruleset }: Run): PropertyRepository {
  return new PropertyRepository([
    new Property('depsec:command', command),
    new Property('depsec:ruleset', ruleset),
    ...problems.map(({ what, why }) => new Property('depsec:problem', `cannot judge ${what}: ${why}`)),
    ...serviceGaps(decisions).map(({ gap }) => new Property('depsec:gap', `could not check ${gap.what}: ${gap.why}`)),
    ...notices.filter(({ level }) => level === 'warning').map(({ text }) => new Property('depsec:warning', text)),
  ]);
}

function componentsOf(run: Run, taken: Set<string>): readonly Component[] {
  const components = run.decisions.map((decision) => componentOf(decision, taken));
  for (const { from, to } of dependencies(run.decisions)) {
    const needed = components[to];
    if (needed !== undefined) components[from]?.dependencies.add(needed.bomRef);
  }
  return components;
}

/** The run as a CycloneDX document: what was judged, who needs whom, and which advisories hold. */
export function renderBom(run: Run): string {
  const bom = new Bom();
  bom.metadata.timestamp = new Date(run.finishedAtMs);
  bom.metadata.tools.components.add(new Component(ComponentType.Application, 'depsec', { version: run.depsecVersion }));
  bom.metadata.properties = remarks(run);
  const taken = new Set<string>();
  const components = componentsOf(run, taken);
  for (const component of [...components, ...run.satisfied.map((each) => satisfiedComponent(each, taken))]) bom.components.add(component);
  for (const vulnerability of vulnerabilitiesOf(run.decisions, components)) bom.vulnerabilities.add(vulnerability);
  const serializer = new JsonSerializer(new CycloneJson.Normalize.Factory(Spec1dot6));
  bom.serialNumber = serialNumber(serializer.serialize(bom, { sortLists: true }));
  const document: unknown = JSON.parse(serializer.serialize(bom, { sortLists: true }));
  return `${toInterchangeJson(document)}\n`;
}
