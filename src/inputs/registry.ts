// Written by npm run update. Do not edit.
export { default as 'requirements' } from './requirements.js';
