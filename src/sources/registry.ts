// Written by npm run update. Do not edit.
export { default as 'index-metadata' } from './index-metadata.js';
export { default as 'offline-advisories' } from './offline-advisories.js';
export { default as 'osv' } from './osv.js';
export { default as 'popular-names' } from './popular-names.js';
