import { UserError } from '../core/errors.js';
import { FOR_OTHERS, type PipOptionValues } from './options.js';

interface Conflict {
  readonly holds: (given: (name: string) => boolean, values: PipOptionValues) => boolean;
  /** In pip's words. */
  readonly says: string;
}

const onlyWheels = (values: PipOptionValues): boolean => (values.get('only-binary') ?? []).some((value) => value.split(',').includes(':all:')) && (values.get('no-binary') ?? [':none:']).every((value) => value === ':none:');

const both = (a: string, b: string, says: string): Conflict => ({ holds: (given) => given(a) && given(b), says });

const CONFLICTS: readonly Conflict[] = [
  both('user', 'target', "Can not combine '--user' and '--target'"),
  both('user', 'prefix', "Can not combine '--user' and '--prefix' as they imply different installation locations"),
  // pip finds it out when it starts to install, and calls --target --home there.
  both('target', 'prefix', "Can not combine '--target' and '--prefix' as they imply different installation locations"),
  both('require-hashes', 'no-require-hashes', '--require-hashes and --no-require-hashes are mutually exclusive'),
  both('build-constraint', 'no-build-isolation', '--build-constraint cannot be used with --no-build-isolation.'),
  { holds: (given) => given('pre') && (given('all-releases') || given('only-final')), says: '--pre cannot be used with --all-releases or --only-final.' },
  { holds: (given) => given('only-deps') && ['no-deps', 'group', 'requirement', 'requirements-from-script'].some(given), says: "Cannot use '--only-dependencies' in combination with --no-deps, --group, --requirement or --requirements-from-script." },
  {
    holds: (given, values) => FOR_OTHERS.some(given) && !given('no-deps') && !onlyWheels(values),
    says: 'When restricting platform and interpreter constraints using --python-version, --platform, --abi, or --implementation, either --no-deps must be set, or --only-binary=:all: must be set and --no-binary must not be set (or must be set to :none:).',
  },
  // Nothing says so to pip's own resolution, which depsec always runs dry.
  { holds: (given) => FOR_OTHERS.some(given) && !['target', 'dry-run', 'dest'].some(given), says: "Can not use any platform or abi specific options unless installing via '--target' or using '--dry-run'" },
  both('check-build-dependencies', 'no-build-isolation', '--check-build-dependencies cannot be honoured together with --no-build-isolation: depsec does not compare the environment with what a build asks for'),
];

/** Throws `bad-arguments` (exit 2), in pip's words where it has some, for options that exclude each other. */
export function refuseContradictions(values: PipOptionValues): void {
  const conflict = CONFLICTS.find(({ holds }) => holds((name) => values.has(name), values));
  if (conflict) throw new UserError('bad-arguments', conflict.says);
}
