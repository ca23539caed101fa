// Written by npm run update. Do not edit.
export { default as 'credentials-to-network' } from './credentials-to-network.js';
export { default as 'download-then-run' } from './download-then-run.js';
export { default as 'drop-host-contact' } from './drop-host-contact.js';
export { default as 'exec-of-decoded-data' } from './exec-of-decoded-data.js';
export { default as 'executable-pth' } from './executable-pth.js';
export { default as 'host-identity-to-network' } from './host-identity-to-network.js';
export { default as 'imports-remarkable-module' } from './imports-remarkable-module.js';
export { default as 'network-at-install' } from './network-at-install.js';
export { default as 'process-at-install' } from './process-at-install.js';
export { default as 'reverse-shell' } from './reverse-shell.js';
export { default as 'starts-processes' } from './starts-processes.js';
export { default as 'uses-network' } from './uses-network.js';
export { default as 'writes-system-paths' } from './writes-system-paths.js';
