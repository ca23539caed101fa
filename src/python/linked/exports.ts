import { HOLE, UNKNOWN, changed, type Value } from '../fold/value.js';
import { LOCAL, type Run } from '../flow/run.js';

/** What other modules see of a value: nothing that means something in its own file only. */
export function seenFromOutside(value: Value, module: string): Value {
  const name = value.name?.startsWith(LOCAL) ? null : value.name;
  const origins = value.origins.map((origin) => ({ ...origin, name: `${origin.name} in ${module}`, steps: [] }));
  return changed(value, { name, origins, keys: value.keys.filter((key) => key.startsWith('text:')), bound: [], items: value.items?.map((item) => seenFromOutside(item, module)) ?? null });
}

const tellsSomething = ({ text, name, origins, items }: Value): boolean => origins.length > 0 || name !== null || (text !== null && text !== HOLE) || items !== null;

/** What `rest` stands for in a module that has been read: a variable, an attribute of a class, or with brackets behind it what a call of it gives. */
export function exported(run: Run, rest: string, module: string): Value | null {
  const bare = rest.replaceAll('()', '');
  const held = rest.endsWith('()') ? run.functions.get(bare)?.returned : (run.module.names.get(rest) ?? run.attributes.get(`${LOCAL}${rest}`) ?? run.attributes.get(`${LOCAL}${bare}`));
  const value = seenFromOutside(held ?? UNKNOWN, module);
  return tellsSomething(value) ? value : null;
}
