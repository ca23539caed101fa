export { prepare } from '../../support/runs/prepare.js';
export { sandboxOn } from '../../support/runs/sandbox.js';
export { startIndex } from '../../support/servers/index-server.js';
export { serveFolder } from '../../support/servers/folder-server.js';
export { compiledCode, treeOf } from '../../support/tree.js';
export { copyVenv } from '../../support/runs/python.js';
export { runProcess } from '../../support/runs/run-process.js';
export { buildWheel } from '../../support/archives/wheel.js';
export { putFile } from '../../support/garden.js';
