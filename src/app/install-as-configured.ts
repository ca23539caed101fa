import type { Run } from '../core/run.js';
import { installPackages } from './install.js';
import type { Observer } from './observer.js';
import type { InstallFlags } from './request.js';
import type { Workshop } from './workshop.js';

/** Installs in one run of pip where flag or configuration asks for that, else in two. */
export async function installAsConfigured(flags: InstallFlags, shop: Workshop, observer: Observer): Promise<Run> {
  const { settings, policy } = shop.configuration;
  const isOnePass = (flags.onePass || settings.onePass) && !flags.dryRun && policy.mode !== 'audit-only';
  if (!isOnePass) return await installPackages(flags, shop, { observer });
  const { installInOnePass } = await import('./one-pass/install-in-one-pass.js');
  return await installInOnePass(flags, shop, observer);
}
