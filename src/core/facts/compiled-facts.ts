import type { FoundAddress, ScriptCommand } from './content-facts.js';
import type { MarkedText } from './source-facts.js';

/** What the names in compiled code stand for. */
export type CompiledAct = 'exec' | 'process' | 'network' | 'decoder' | 'host';

/** One module, class or function of a compiled module, with what the names in it stand for. */
export interface CompiledCode {
  readonly name: string;
  readonly acts: readonly CompiledAct[];
}

/** A compiled Python module: a `.pyc`, or what is one under another name. */
export interface CompiledModule {
  readonly path: string;
  /** `cache`: Python loads it only while its source is there. `module`: where Python takes it for a module of its own. `elsewhere`: under a name by which Python never finds it. */
  readonly place: 'cache' | 'module' | 'elsewhere';
  /** Whether the package holds its source, and whether it says that it is made from that: by another size, or in a way that nobody checks. */
  readonly source: 'missing' | 'matching' | 'other' | 'unchecked';
  /** Code with acts only. */
  readonly codes: readonly CompiledCode[];
  readonly commands: readonly ScriptCommand[];
  readonly addresses: readonly FoundAddress[];
  readonly texts: readonly MarkedText[];
  /** Why not all of it could be read. */
  readonly problem: string | null;
  /** Nothing in it goes by a name, so that it can neither import nor call anything: an empty module. */
  readonly isEmpty?: boolean;
  /** False where nothing about the file but its name is byte code of any Python. */
  readonly isByteCode: boolean;
}
