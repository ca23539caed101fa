import type { SelfCheck } from '../../core/self-check.js';
import { toJson } from '../escape/json.js';

/** Fields are added, never changed or removed, while this number stays. */
const SCHEMA = 1;

/** What a self-check says beside the files: which depsec did it. */
export interface Checked {
  readonly check: SelfCheck;
  readonly version: string;
  readonly ruleset: string;
}

/** A self-check as one JSON document. `verified` is null where nothing differs, but not everything could be compared. */
export function selfCheckJson({ check, version, ruleset }: Checked): string {
  const { root, source, manifest, compared, compiled, unpinned, notInstalled, mismatches, unchecked } = check;
  const record = {
    schema: SCHEMA,
    verified: mismatches.length > 0 ? false : unchecked.length > 0 ? null : true,
    version,
    rule_set: ruleset,
    folder: root,
    source,
    manifest,
    compared: { own_files: compared.own, dependencies: compared.dependencies, files_of_dependencies: compared.filesOfDependencies },
    mismatches,
    unchecked,
    compiled_here: compiled,
    unpinned,
    not_installed: notInstalled,
  };
  return `${toJson(record)}\n`;
}
