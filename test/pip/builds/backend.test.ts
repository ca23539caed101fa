import { execFileSync } from 'node:child_process';
import { existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, onTestFinished, test } from 'vitest';
import { parseObject, recordAt, stringAt } from '../../support/json.js';

const BACKEND = `import zipfile
def build_wheel():
    return {"library": zipfile.__spec__.cached, "own": __spec__.cached}
`;

test('compiled code of the library is taken from where it lies, that of a source is not', () => {
  const folder = mkdtempSync(join(tmpdir(), 'depsec-backend-'));
  onTestFinished(() => rmSync(folder, { recursive: true, force: true }));
  const [compiled, result, request] = [join(folder, 'compiled'), join(folder, 'answer.json'), join(folder, 'request.json')];
  mkdirSync(compiled);
  writeFileSync(join(folder, 'own.py'), BACKEND);
  writeFileSync(request, JSON.stringify({ backend: 'own', backendPath: ['.'], hook: 'build_wheel', arguments: [], result }));
  // Without site: what that loads, if anything, is loaded before the script.
  execFileSync('python3', ['-S', join(process.cwd(), 'data', 'python', 'backend.py'), request], { cwd: folder, env: { ...process.env, PYTHONPYCACHEPREFIX: compiled } });
  const found = recordAt(parseObject(readFileSync(result, 'utf8')), 'value') ?? {};
  const [library = '', own = ''] = ['library', 'own'].map((key) => stringAt(found, key));
  // Some ways of installing Python leave its library uncompiled.
  const isCompiled = existsSync(library);
  expect([isCompiled && library.startsWith(compiled), own.startsWith(compiled)]).toEqual([false, true]);
});
