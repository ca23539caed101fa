import { describe, expect, test } from 'vitest';
import type { Finding, Severity } from '../../src/core/finding.js';
import type { IndexProject, Namesake, ProjectFacts } from '../../src/core/facts/project-facts.js';
import type { LockedFacts, LockedFileFacts } from '../../src/core/locked.js';
import { untrusted } from '../../src/core/untrusted.js';
import { analyseProject } from '../../src/analysis/analyse-project.js';
import * as rules from '../../src/rules/registry.js';
import type { Rule } from '../../src/core/rule.js';
import { daysAgo, indexProject, projectFacts } from '../support/project-facts.js';

const all: Readonly<Record<string, Rule>> = rules;

function findings(facts: ProjectFacts): readonly Finding[] {
  const { name, rank, similar, requested } = facts;
  const found = analyseProject({ name: { name, rank, similar, requested }, project: facts }, all);
  if (found.gaps.length > 0) throw new Error(String(found.gaps[0]?.why));
  return found.findings;
}

const of = (project: Partial<IndexProject>, more: Partial<ProjectFacts> = {}): ProjectFacts => projectFacts({ ...more, project: indexProject(project) });
const namesake = (more: Partial<Namesake> = {}): Namesake => ({ publicIndex: untrusted('https://public.invalid/simple'), privateIndex: untrusted('https://own.invalid/simple'), newest: untrusted('9.0'), wouldWin: true, ...more });
const locked = (more: Partial<LockedFileFacts> = {}): LockedFacts => ({
  where: untrusted('uv.lock:1'), hosts: ['files.invalid'], stray: null,
  files: [{ fileName: 'x.whl', url: 'https://files.invalid/x.whl', hash: 'sha256:a', isOwn: true, offered: { url: 'https://files.invalid/x.whl', hash: 'sha256:a' }, ...more }],
});
const status = (state: 'archived' | 'deprecated' | 'quarantined' | 'active') => ({ status: { state, reason: null } });

describe('the rows of defaults.md that an index decides', () => {
  test.each<[string, ProjectFacts, Severity | null]>([
    ['a project younger than 7 days warns', of({ firstReleaseAt: daysAgo(6.9), releasedAt: daysAgo(6.9) }), 'medium'],
    ['a project of 7 days does not', of({ firstReleaseAt: daysAgo(7), releasedAt: daysAgo(7) }), null],
    ['a release younger than 7 days of an old project is information', of({ releasedAt: daysAgo(6.9), addedAt: daysAgo(6.9) }), 'info'],
    ['several metadata lacks in a project under 30 days warn', of({ firstReleaseAt: daysAgo(29), releasedAt: daysAgo(29) }, { lacks: ['links', 'an author'] }), 'medium'],
    ['one lack in such a project adds nothing to its own finding', of({ firstReleaseAt: daysAgo(29), releasedAt: daysAgo(29) }, { lacks: ['links'] }), null],
    ['several lacks in an old project add nothing', of({}, { lacks: ['links', 'an author', 'a description'] }), null],
    ['a yanked version warns', of({ yanked: untrusted('broken') }), 'medium'],
    ['a yanked version that is pinned with == is information', of({ yanked: untrusted('broken') }, { pinned: true }), 'info'],
    ['quarantined by the index blocks', of(status('quarantined')), 'critical'],
    ['archived is information', of(status('archived')), 'info'],
    ['deprecated is information', of(status('deprecated')), 'info'],
    ['active is nothing', of(status('active')), null],
    ['a namesake that would win and is not among the 15,000 blocks', of({ isPublic: false, namesake: namesake() }), 'critical'],
    ['a namesake that would win and is popular is information', of({ isPublic: false, namesake: namesake() }, { rank: 14_999 }), 'info'],
    ['a namesake that would not win is information', of({ isPublic: false, namesake: namesake({ wouldWin: false }) }), 'info'],
    ['a namesake cannot win against a pin', of({ isPublic: false, namesake: namesake() }, { pinned: true }), 'info'],
    ['a version that the index does not list any more warns', of({ isListed: false }), 'medium'],
    ['a file that was added long after its version is listed', of({ addedAt: daysAgo(69) }), 'low'],
    ['a single maintainer is information', of({ maintainers: 1 }), 'info'],
    ['a single maintainer of a young project is listed', of({ maintainers: 1, firstReleaseAt: daysAgo(29) }), 'low'],
    ['plain http in a lock warns', projectFacts({ locked: locked({ url: 'http://files.invalid/x.whl' }) }), 'medium'],
    ['plain http in a lock without a digest warns more', projectFacts({ locked: locked({ url: 'http://files.invalid/x.whl', hash: null }) }), 'high'],
    ['a locked file that the index does not have warns', projectFacts({ locked: locked({ offered: null }) }), 'medium'],
    ['a foreign host in a lock blocks', projectFacts({ locked: locked({ url: 'https://evil.invalid/x.whl', offered: null }) }), 'critical'],
    ['a mirror in a lock whose digest proves the bytes is listed', projectFacts({ locked: locked({ url: 'https://mirror.invalid/x.whl' }) }), 'low'],
    ['another digest in a lock blocks', projectFacts({ locked: locked({ hash: 'sha256:b' }) }), 'critical'],
    ['no index, no finding', projectFacts({ lacks: ['links', 'an author'] }), null],
  ])('%s', (_, facts, severity) => {
    expect(findings(facts).map((finding) => finding.severity)).toEqual(severity === null ? [] : [severity]);
  });
});

test.each<[string, ProjectFacts, string]>([
  ['how old a project is, and since when', of({ firstReleaseAt: daysAgo(3) }), 'The project is 3 days old: its first file appeared on 2099-01-07'],
  ['what the index gives as its reason', of({ status: { state: 'quarantined', reason: untrusted('malware report') } }), 'The index has quarantined this project (malware report)'],
  ['why a version was yanked', of({ yanked: untrusted('wrong licence') }), 'Version 1.2 was yanked by its publisher: wrong licence'],
  ['what the public namesake offers', of({ isPublic: false, namesake: namesake() }), 'garden is on https://own.invalid/simple, and https://public.invalid/simple offers 9.0, which plain pip would take instead'],
  ['how many versions came at once', of({ releaseTimes: Array.from({ length: 12 }, (_, at) => daysAgo(2 - at / 24)) }), '12 versions appeared within 24 hours'],
  ['how long the silence was', of({ releasedAt: daysAgo(8), addedAt: daysAgo(8), releaseTimes: [daysAgo(1_900), daysAgo(8)] }), 'The first version after 5 years without any'],
])('a finding says %s', (_, facts, message) => {
  expect(findings(facts).map((finding) => finding.message)).toContain(message);
});
