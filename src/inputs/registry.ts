// Written by npm run update. Do not edit.
export { default as 'conda-environment' } from './conda-environment.js';
export { default as 'pdm-lock' } from './pdm-lock.js';
export { default as 'pipfile-lock' } from './pipfile-lock.js';
export { default as 'poetry-lock' } from './poetry-lock.js';
export { default as 'pylock' } from './pylock.js';
export { default as 'pyproject' } from './pyproject.js';
export { default as 'requirements' } from './requirements.js';
export { default as 'script' } from './script.js';
export { default as 'setup-cfg' } from './setup-cfg.js';
export { default as 'uv-lock' } from './uv-lock.js';
