#!/usr/bin/env node
// CommonJS (see package.json beside it): Node starts that without its module loader.
'use strict';

const { existsSync } = require('node:fs');
const { join } = require('node:path');

const [major = 0, minor = 0] = process.versions.node.split('.').map(Number);
const entry = join(__dirname, '..', 'dist', 'main.cjs');
// Node ends a process that waits for nothing, even in the middle of a run: that must never look like a verdict.
function endedEarly() {
  process.stderr.write('depsec ended before it was done, which is a mistake of its own; nothing it did not say was judged\n');
}

// What nobody caught. Node would print its own code, and end with the code of a verdict; this may be all that still works.
function failed(error) {
  process.removeListener('exit', endedEarly);
  const isOfTheMachine = ['EIO', 'EMFILE', 'ENFILE', 'ENOMEM', 'ENOSPC', 'EDQUOT', 'EAGAIN'].includes(error?.code);
  const isIncomplete = error?.code === 'ERR_MODULE_NOT_FOUND' || error?.code === 'MODULE_NOT_FOUND';
  const what = String(error?.message ?? error).split('\n')[0].replace(/[^\x20-\x7e]/g, '?');
  if (isIncomplete) process.stderr.write(`depsec: a part of depsec is missing: ${what}\n  → "depsec verify" tells what else; install it again\n`);
  else process.stderr.write(`depsec: ${isOfTheMachine ? '' : 'this is a bug in depsec: '}${what}\n  → ${isOfTheMachine ? '"depsec log" shows what was judged until then' : 'nothing was judged safe because of it'}\n`);
  process.exit(isOfTheMachine || isIncomplete ? 3 : 70);
}

if (major < 20 || (major === 20 && minor < 19)) {
  process.stderr.write(`depsec needs Node 20.19 or newer; this is ${process.versions.node}\n`);
  process.exitCode = 2;
} else if (existsSync(entry)) {
  process.exitCode = 70;
  process.once('exit', endedEarly);
  process.once('uncaughtException', failed);
  require(entry).main(process.argv.slice(2)).then((code) => {
    process.removeListener('exit', endedEarly);
    process.exitCode = code;
  }, failed);
} else {
  process.stderr.write('depsec lacks its dist/main.cjs: run "npm run build" in a checkout, and install it again elsewhere\n');
  process.exitCode = 2;
}
