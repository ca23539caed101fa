export { openOfflineAdvisories } from '../../../src/sources/offline-advisories.js';
export { createEvaluator } from '../../../src/sources/advisories/by-name.js';
export { loadPopularNames } from '../../../src/sources/popular-names.js';
