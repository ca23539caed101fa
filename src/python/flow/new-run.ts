import { emptyRecording } from './recording.js';
import type { Run } from './run.js';

/** Short functions and loops that are read once more in one pass: the code of a file may be so much, and no more, than what stands in it. */
export const MOST_READINGS = 1_000;

/** What an interpretation begins with: nothing is known of the module yet but what comes from outside. All parts are written out: the engine gives every object that is spread a kind of its own, and all that read it would be slow. */
export const newRun = (begun: Pick<Run, 'runs' | 'starts' | 'readsAll' | 'module' | 'handed' | 'outside' | 'evaluate' | 'call' | 'mayNest'>): Run => ({
  runs: begun.runs,
  starts: begun.starts,
  readsAll: begun.readsAll,
  module: begun.module,
  handed: begun.handed,
  outside: begun.outside,
  evaluate: begun.evaluate,
  call: begun.call,
  mayNest: begun.mayNest,
  functions: new Map(),
  classes: new Map(),
  methods: new Map(),
  heirs: new Map(),
  attributes: new Map(),
  tables: new Map(),
  starImports: new Set(),
  shared: new Map(),
  properties: new Set(),
  statics: new Set(),
  classMethods: new Set(),
  patches: new Map(),
  natures: new Map(),
  texts: new Map(),
  members: new Map(),
  recording: emptyRecording(),
  logTakers: new Set(),
  logsOut: false,
  learned: false,
  learnedPlaces: false,
  asked: new Set(),
  keptPower: false,
  pending: new Map(),
  readings: new Map(),
  depthAgain: 0,
  openLoop: null,
  readingsLeft: MOST_READINGS,
  toolsPut: 0,
  putInto: new Set(),
});
