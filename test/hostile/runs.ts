export { crowds } from './families/crowds.js';
export { faults } from './families/faults.js';
export { limits } from './families/limits.js';
export { planted } from './families/planted.js';
export { poisoned } from './families/poisoned.js';
export { services } from './families/services.js';
export { watchers } from './families/watchers.js';
