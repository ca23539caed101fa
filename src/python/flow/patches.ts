import { LOCAL, type Run } from './run.js';

/** The functions that take the place of others when this one does, or this class with its methods, by the names of those. */
function replacing(key: string, replaced: string, { classes, functions }: Run): readonly (readonly [string, string])[] {
  if (!classes.has(key)) return [[key, replaced]];
  const methods = [...functions.keys()].filter((each) => each.startsWith(`${key}.`) && !each.slice(key.length + 1).includes('.'));
  return methods.map((method) => [method, `${replaced}${method.slice(key.length)}`]);
}

/** `client.Session = Session` behind `class Session(client.Session)`: what a class inherits from is what it takes the place of, not itself. */
export function withoutItself(bases: readonly string[], key: string, { patches }: Run): readonly string[] {
  if (!bases.includes(`${LOCAL}${key}`)) return bases;
  const [method, replaced] = [...patches].find(([each]) => each.startsWith(`${key}.`)) ?? [key, ''];
  return bases.flatMap((base) => (base !== `${LOCAL}${key}` ? [base] : replaced === '' ? [] : [replaced.slice(0, replaced.length - (method.length - key.length))]));
}

/** `Session.send = mine`: from now on the other package's users call a function of this file, with all that they give. */
export function notePatch(replaced: string, value: string, run: Run): void {
  if (!value.startsWith(LOCAL) || !/^[A-Za-z_]\w*(?:\.\w+)+(?:\.\{\})?$/.test(replaced)) return;
  for (const [key, name] of replacing(value.slice(LOCAL.length), replaced, run)) {
    if (!run.patches.has(key)) run.learned = true;
    run.patches.set(key, name);
  }
}
