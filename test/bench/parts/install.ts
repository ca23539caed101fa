export { prepare } from '../../support/prepare.js';
export { sandboxOn } from '../../support/sandbox.js';
export { startIndex } from '../../support/index-server.js';
export { serveFolder } from '../../support/folder-server.js';
export { compiledCode, treeOf } from '../../support/tree.js';
export { copyVenv } from '../../support/python.js';
export { runProcess } from '../../support/run-process.js';
export { buildWheel } from '../../support/wheel.js';
export { putFile } from '../../support/garden.js';
