import type { Run } from '../core/run.js';
import { installPackages, type InstallHooks } from './install.js';
import type { Observer } from './observer.js';
import type { InstallFlags } from './request.js';
import type { Workshop } from './workshop.js';

/** Installs in one run of pip where flag or configuration asks for that, else in two. */
export async function installAsConfigured(flags: InstallFlags, shop: Workshop, { observer, hooks }: { readonly observer: Observer; readonly hooks: InstallHooks }): Promise<Run> {
  const { settings, policy } = shop.configuration;
  // pip's own report is made of what two passes know.
  const isOnePass = flags.report === null && (flags.onePass || settings.onePass) && !flags.dryRun && policy.mode !== 'audit-only';
  if (!isOnePass) return await installPackages(flags, shop, { observer, hooks });
  const { installInOnePass } = await import('./one-pass/install-in-one-pass.js');
  return await installInOnePass(flags, shop, observer);
}
