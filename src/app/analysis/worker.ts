import { analyseArchive } from '../../analysis/analyse-archive.js';
import { asPackageName } from '../../analysis/package-identity.js';
import { packageRoot } from '../../platform/package-root.js';
import { preferSmallHeap } from '../../platform/processes/small-heap.js';
import { isStopped, serveTasks } from '../../platform/workers/serve-tasks.js';
import * as rules from '../../rules/registry.js';
import { isAnalysisTask } from './analysis-task.js';
import { parserLoader } from './parser-files.js';

// Such wheels hold thousands of modules; memory matters more than speed then.
const LARGE_BYTES = 100_000_000;
// What is installed takes so many times the room of its wheel.
const UNPACKED = 4;

const loadParser = parserLoader(packageRoot(), { isStopped });

// An entry of its own (build.mjs): what runs in the thread that may be killed.
serveTasks((task) => {
  if (!isAnalysisTask(task)) throw new TypeError('not an analysis task');
  if (task.bytes > (task.installed === undefined ? LARGE_BYTES : UNPACKED * LARGE_BYTES)) preferSmallHeap();
  return analyseArchive(task.path, { rules, loadParser }, { name: asPackageName(task.name), version: task.version, fileName: task.fileName, ...(task.subdirectory === '' ? {} : { subdirectory: task.subdirectory }), ...(task.installed === undefined ? {} : { installed: task.installed }) });
});
