import type { SelfCheck } from '../core/self-check.js';
import { packageRoot } from '../platform/package-root.js';
import { checkInstallation } from '../selfcheck/check.js';

export { depsecVersion, ruleset } from './build-facts.js';
export { writeManifest } from '../selfcheck/make-manifest.js';

/** Holds this depsec against its manifest. `startedAs`: the script as it was started. Throws ToolError where nothing can be compared. */
export async function verifySelf(startedAs: string | null): Promise<SelfCheck> {
  return await checkInstallation({ root: packageRoot(), startedAs });
}
