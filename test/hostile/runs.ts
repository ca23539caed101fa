export { faults } from './families/faults.js';
