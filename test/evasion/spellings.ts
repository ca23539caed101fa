import type { Spelled, Target } from './sample.js';

/** Ways of writing one function of one module. `plain` is what everybody writes. */
export const spellings: Readonly<Record<string, (target: Target) => Spelled>> = {
  plain: ({ module, name }) => (module === 'builtins' ? { lines: [], callee: name } : { lines: [`import ${module}`], callee: `${module}.${name}` }),
  'module-alias': ({ module, name }) => ({ lines: [`import ${module} as soil`], callee: `soil.${name}` }),
  'from-import': ({ module, name }) => ({ lines: [`from ${module} import ${name}`], callee: name }),
  'from-alias': ({ module, name }) => ({ lines: [`from ${module} import ${name} as seed`], callee: 'seed' }),
  'star-import': ({ module, name }) => ({ lines: [`from ${module} import *`], callee: name }),
  'dunder-import': ({ module, name }) => ({ lines: [], callee: `${imported(module)}.${name}` }),
  'dunder-import-folded': ({ module, name }) => ({ lines: [], callee: `${imported(module, split(module))}.${name}` }),
  importlib: ({ module, name }) => ({ lines: ['import importlib'], callee: `importlib.import_module('${module}').${name}` }),
  'importlib-alias': ({ module, name }) => ({ lines: ['from importlib import import_module as load'], callee: `load('${module}').${name}` }),
  'importlib-reversed': ({ module, name }) => ({ lines: ['import importlib'], callee: `importlib.import_module(${reversed(module)}).${name}` }),
  getattr: ({ module, name }) => ({ lines: [`import ${module}`], callee: `getattr(${module}, '${name}')` }),
  'getattr-concatenated': ({ module, name }) => ({ lines: [`import ${module}`], callee: `getattr(${module}, ${split(name)})` }),
  'getattr-reversed': ({ module, name }) => ({ lines: [`import ${module}`], callee: `getattr(${module}, ${reversed(name)})` }),
  'getattr-joined': ({ module, name }) => ({ lines: [`import ${module}`], callee: `getattr(${module}, ''.join([${Array.from(name).map((letter) => `'${letter}'`).join(', ')}]))` }),
  'getattr-chr': ({ module, name }) => ({ lines: [`import ${module}`], callee: `getattr(${module}, ''.join(map(chr, [${Array.from(name).map((letter) => letter.charCodeAt(0)).join(', ')}])))` }),
  'getattr-base64': ({ module, name }) => ({ lines: [`import ${module}`, 'import base64'], callee: `getattr(${module}, base64.b64decode('${Buffer.from(name).toString('base64')}').decode())` }),
  'getattr-of-import': ({ module, name }) => ({ lines: [], callee: `getattr(${imported(module)}, '${name}')` }),
  'getattr-variable': ({ module, name }) => ({ lines: [`import ${module}`, `WORD = '${name}'`], callee: `getattr(${module}, WORD)` }),
  getattribute: ({ module, name }) => ({ lines: [`import ${module}`], callee: `${module}.__getattribute__('${name}')` }),
  vars: ({ module, name }) => ({ lines: [`import ${module}`], callee: `vars(${module})['${name}']` }),
  'module-dict': ({ module, name }) => ({ lines: [`import ${module}`], callee: `${module}.__dict__['${name}']` }),
  'dict-get': ({ module, name }) => ({ lines: [`import ${module}`], callee: `${module}.__dict__.get('${name}')` }),
  attrgetter: ({ module, name }) => ({ lines: [`import ${module}`, 'import operator'], callee: `operator.attrgetter('${name}')(${module})` }),
  'sys-modules': ({ module, name }) => ({ lines: ['import sys', `import ${module}`], callee: `sys.modules['${module}'].${name}` }),
  globals: ({ module, name }) => ({ lines: [`import ${module} as soil`], callee: `globals()['soil'].${name}` }),
  locals: ({ module, name }) => ({ lines: [`import ${module} as soil`], callee: `locals()['soil'].${name}` }),
  rebinding: ({ module, name }) => ({ lines: [`import ${module}`, `seed = ${module}.${name}`], callee: 'seed' }),
  'rebinding-twice': ({ module, name }) => ({ lines: [`import ${module} as soil`, 'bed = soil', `seed = bed.${name}`, 'sprout = seed'], callee: 'sprout' }),
  unpacking: ({ module, name }) => ({ lines: [`import ${module}`, `seed, _ = ${module}.${name}, None`], callee: 'seed' }),
  'in-a-dict': ({ module, name }) => ({ lines: [`import ${module}`, `SHED = {'tool': ${module}.${name}}`], callee: `SHED['tool']` }),
  'in-a-list': ({ module, name }) => ({ lines: [`import ${module}`, `SHED = [len, ${module}.${name}]`], callee: 'SHED[1]' }),
  'class-attribute': ({ module, name }) => ({ lines: [`import ${module}`, '', '', 'class Shed:', `    tool = ${module}.${name}`, '', ''], callee: 'Shed.tool' }),
  'from-own-module': ({ module, name }) => ({ lines: ['from plot._tools import seed'], callee: 'seed', module: [`from ${module} import ${name} as seed`] }),
  'own-module-attribute': ({ module, name }) => ({ lines: ['import plot._tools as shed'], callee: 'shed.seed', module: [`import ${module}`, `seed = ${module}.${name}`] }),
  'own-module-star': ({ module, name }) => ({ lines: ['from plot._tools import *'], callee: name, module: [`from ${module} import ${name}`] }),
  conditional: ({ module, name }) => ({ lines: [`import ${module}`], callee: `(${module}.${name} if __name__ else None)` }),
};

function imported(module: string, spelled = `'${module}'`): string {
  return module.includes('.') ? `__import__(${spelled}, fromlist=['x'])` : `__import__(${spelled})`;
}

const split = (word: string): string => `'${word.slice(0, Math.ceil(word.length / 2))}' + '${word.slice(Math.ceil(word.length / 2))}'`;
const reversed = (word: string): string => `'${Array.from(word).toReversed().join('')}'[::-1]`;
