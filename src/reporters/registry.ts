// Written by npm run update. Do not edit.
export { default as 'cyclonedx' } from './cyclonedx.js';
export { default as 'github' } from './github.js';
export { default as 'html' } from './html.js';
export { default as 'json' } from './json.js';
export { default as 'markdown' } from './markdown.js';
export { default as 'sarif' } from './sarif.js';
export { default as 'table' } from './table.js';
