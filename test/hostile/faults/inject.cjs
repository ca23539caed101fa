// Loaded into depsec before it begins (node --require): lets one call fail, as the system would. DEPSEC_TEST_FAULT is JSON: `kind` of call, `nth` of
// them (from 1; 0 lets none fail), `how` it fails, and `note`, a file that is told which one it was; without a fault, how many of each kind there were.
// What threads do with files is a kind of its own, `thread`.
'use strict';

const childProcess = require('node:child_process');
const fs = require('node:fs');
const { Module, syncBuiltinESMExports } = require('node:module');
const net = require('node:net');
const threads = require('node:worker_threads');

const { kind, nth, how, note } = JSON.parse(process.env['DEPSEC_TEST_FAULT']);
const FILE = threads.isMainThread ? 'file' : 'thread';
const counts = { file: 0, thread: 0, network: 0, process: 0, database: 0 };
const real = { appendFileSync: fs.appendFileSync, writeFileSync: fs.writeFileSync };
let isTelling = false;

function tell(text) {
  isTelling = true;
  real.appendFileSync(note, `${text}\n`);
  isTelling = false;
}

/** Node itself reads files too: what counts was called by depsec, or by a stream for it. */
function isOurs() {
  const { stack } = new Error('where');
  return /[\\/]dist[\\/][\w-]+\.c?js|node:internal\/fs\/streams/.test(stack) && !/node:internal\/modules|node:internal\/worker/.test(stack);
}

/** True when this is the call that fails. */
function strikes(what, name) {
  if (isTelling || !isOurs()) return false;
  counts[what] += 1;
  if (what !== kind || counts[what] !== nth) return false;
  tell(`${what} ${nth}: ${name}: ${how}`);
  return true;
}

const failure = (name, path) => Object.assign(new Error(`${how}: injected, ${name}`), { code: how, syscall: name, errno: -5, ...(typeof path === 'string' ? { path } : {}) });

function replace(owner, name, make) {
  const original = owner[name];
  if (typeof original === 'function') owner[name] = Object.assign(make(original), original);
}

const FILE_CALLS = ['access', 'appendFile', 'chmod', 'close', 'copyFile', 'fsync', 'link', 'lstat', 'mkdir', 'mkdtemp', 'open', 'opendir', 'read', 'readFile', 'readdir', 'readlink', 'realpath', 'rename', 'rm', 'rmdir', 'stat', 'symlink', 'unlink', 'utimes', 'write', 'writeFile', 'writev'];
const HANDLE_CALLS = ['appendFile', 'chmod', 'close', 'datasync', 'read', 'readFile', 'stat', 'sync', 'truncate', 'write', 'writeFile', 'writev'];
// What is written to the standard streams is no file of depsec's.
const isStandard = (first) => typeof first === 'number' && first <= 2;

function breakFiles() {
  for (const name of FILE_CALLS) {
    replace(fs.promises, name, (original) => async (...args) => {
      if (strikes(FILE, `${name} ${String(args[0])}`)) throw failure(name, args[0]);
      return original.apply(fs.promises, args);
    });
    replace(fs, `${name}Sync`, (original) => (...args) => {
      if (!isStandard(args[0]) && strikes(FILE, `${name}Sync ${String(args[0])}`)) throw failure(name, args[0]);
      return original.apply(fs, args);
    });
    replace(fs, name, (original) => (...args) => {
      const done = args.at(-1);
      if (typeof done !== 'function' || isStandard(args[0]) || !strikes(FILE, `${name}() ${String(args[0])}`)) return original.apply(fs, args);
      return void process.nextTick(done, failure(name, args[0]));
    });
  }
}

async function breakHandles() {
  const handle = await fs.promises.open(__filename);
  const prototype = Object.getPrototypeOf(handle);
  await handle.close();
  for (const name of HANDLE_CALLS) {
    replace(prototype, name, (original) => async function (...args) {
      const isBroken = strikes(FILE, `handle.${name}`);
      // A handle that is not closed would end the process later, with an error of Node's own.
      if (isBroken && name === 'close') await original.apply(this, args);
      if (isBroken) throw failure(name);
      return original.apply(this, args);
    });
  }
}

function breakNetwork() {
  replace(net.Socket.prototype, 'connect', (original) => function (...args) {
    if (!strikes('network', 'connect')) return original.apply(this, args);
    process.nextTick(() => this.destroy(failure('connect')));
    return this;
  });
  // What the gateway writes to pip is left alone: a page that breaks off on this very machine is for pip what a project without files is.
  replace(net.Socket.prototype, 'write', (original) => function (...args) {
    if (this.remoteAddress !== undefined && !this.server && strikes('network', 'write')) this.destroy(failure('write'));
    return original.apply(this, args);
  });
  replace(net.Server.prototype, 'listen', (original) => function (...args) {
    if (!strikes('network', 'listen')) return original.apply(this, args);
    process.nextTick(() => this.emit('error', failure('listen')));
    return this;
  });
}

// A program that is missing, one that fails at once, and one that is killed.
const INSTEAD = { ENOENT: ['/nonexistent/program', []], exits: ['/bin/sh', ['-c', 'exit 7']], killed: ['/bin/sh', ['-c', 'kill -9 $$']] };

function breakProcesses() {
  replace(childProcess, 'spawn', (original) => (command, args, options) => {
    if (!strikes('process', `spawn ${command} ${String(args).slice(0, 100)}`)) return original(command, args, options);
    return original(...INSTEAD[how], options);
  });
  threads.Worker = class extends threads.Worker {
    constructor(entry, options) {
      if (strikes('process', 'worker')) throw failure('worker');
      super(entry, { ...options, execArgv: ['--require', __filename] });
    }
  };
}

const sqlError = (SqliteError) => new SqliteError(`injected ${how}`, how);

function breakDatabase(Database) {
  const { SqliteError } = Database;
  for (const name of ['exec', 'prepare', 'close']) {
    replace(Database.prototype, name, (original) => function (...args) {
      if (strikes('database', `${name} ${String(args[0]).slice(0, 60)}`)) throw sqlError(SqliteError);
      const made = original.apply(this, args);
      return name === 'prepare' ? brokenStatement(made, SqliteError) : made;
    });
  }
}

function brokenStatement(statement, SqliteError) {
  for (const name of ['get', 'all', 'run']) {
    const original = statement[name];
    statement[name] = function (...args) {
      if (strikes('database', `${name} ${statement.source.slice(0, 60)}`)) throw sqlError(SqliteError);
      return original.apply(statement, args);
    };
  }
  return statement;
}

const LOAD = '_load';
const load = Module[LOAD];
let database = null;
Module[LOAD] = function (name, ...rest) {
  const loaded = load.call(this, name, ...rest);
  if (/better-sqlite3(?:[\\/]lib[\\/]index\.js)?$/.test(name) && database === null) breakDatabase((database = loaded));
  return loaded;
};

breakFiles();
breakNetwork();
breakProcesses();
syncBuiltinESMExports();
void breakHandles();
if (nth === 0) process.on('exit', () => tell(JSON.stringify(counts)));
