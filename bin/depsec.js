#!/usr/bin/env node
// CommonJS (see package.json beside it): Node starts that without its module loader.
'use strict';

const { existsSync } = require('node:fs');
const { join } = require('node:path');

const [major = 0, minor = 0] = process.versions.node.split('.').map(Number);
const entry = join(__dirname, '..', 'dist', 'main.cjs');
if (major < 20 || (major === 20 && minor < 19)) {
  process.stderr.write(`depsec needs Node 20.19 or newer; this is ${process.versions.node}\n`);
  process.exitCode = 2;
} else if (existsSync(entry)) {
  require(entry).main(process.argv.slice(2)).then((code) => {
    process.exitCode = code;
  });
} else {
  process.stderr.write('depsec is not built yet: run "npm run build" in its folder\n');
  process.exitCode = 2;
}
