export { loadPopularNames } from '../../../src/sources/popular-names.js';
export { isPackageName, parsePackageName } from '../../../src/core/name.js';
export { projectJudge } from '../../../src/app/judge/judge-project.js';
export * as rules from '../../../src/rules/registry.js';
export { initialSettings } from '../../../src/config/settings/setting-table.js';
