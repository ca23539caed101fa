import { defineConfig } from 'vitest/config';
import { defines } from './build.mjs';

export default defineConfig({
  define: defines(),
  test: {
    include: ['test/**/*.test.ts'],
    testTimeout: 60_000,
    hookTimeout: 120_000,
    pool: 'forks',
  },
});
