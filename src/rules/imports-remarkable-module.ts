import { REMARKABLE_MODULES } from '../python/vocabulary/code.js';
import { defineRule } from '../core/rule.js';

export default defineRule({
  kind: 'source',
  title: 'Capability: imports a module that reaches beyond Python',
  docs: `Records what the file could do by what it imports: processes, machine code, the network, the registry, keyboard and clipboard. A capability is information, not suspicion;
what counts is what the other rules see being done with it. Out of scope: modules imported under names that are computed.`,

  check: (facts) =>
    [...REMARKABLE_MODULES].flatMap(([module, does]) => {
      const found = facts.imports.find((imported) => imported.name === module);
      return found ? [{ severity: 'info', message: `imports ${module}, which ${does}`, at: found }] : [];
    }),
});
