import { defineConfig } from 'vitest/config';
import { defines } from './build.mjs';

export default defineConfig({
  define: defines(),
  test: {
    testTimeout: 60_000,
    hookTimeout: 120_000,
    pool: 'forks',
    maxWorkers: 2,
    // Tests that mostly wait run beside each other, yet not so many that those of the other worker miss their deadlines.
    maxConcurrency: 3,
    globalSetup: ['test/support/temporary-folder.ts', 'test/support/plain-surroundings.ts'],
    projects: [
      { extends: true, test: { name: 'unit', include: ['test/**/*.test.ts'], exclude: ['test/e2e/**', 'test/hostile/*.test.ts', 'test/html/**'] } },
      // Needs a browser, so `npm test` leaves it out: `npm run test:html`.
      { extends: true, test: { name: 'html', include: ['test/html/**/*.test.ts'] } },
      // Builds depsec, an index and environments once, so only these tests pay for it.
      { extends: true, test: { name: 'e2e', include: ['test/e2e/**/*.test.ts', 'test/hostile/*.test.ts'], globalSetup: 'test/support/global-setup.ts' } },
    ],
  },
});
