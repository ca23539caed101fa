// Written by npm run update. Do not edit.
export { default as 'popular-names' } from './popular-names.js';
