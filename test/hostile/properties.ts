export { archives } from './families/archives.js';
export { decisions } from './families/decisions.js';
export { reports } from './families/reports.js';
export { requirements } from './families/requirements.js';
export { reviews } from './families/reviews.js';
