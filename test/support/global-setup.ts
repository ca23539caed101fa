import { rmSync } from 'node:fs';
import type { TestProject } from 'vitest/node';
import { ensureBuilt, prepare } from './runs/prepare.js';
import type { Ground } from './runs/prepare.js';

declare module 'vitest' {
  interface ProvidedContext {
    readonly ground: Ground;
  }
}

/** Runs once before all test files; what it returns runs after them. */
export default async function setup(project: TestProject): Promise<() => void> {
  ensureBuilt(project.config.root);
  const ground = await prepare(project.config.root);
  project.provide('ground', ground);
  return () => rmSync(ground.folder, { recursive: true, force: true });
}
