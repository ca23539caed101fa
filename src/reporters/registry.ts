// Written by npm run update. Do not edit.
export { default as 'json' } from './json.js';
export { default as 'table' } from './table.js';
