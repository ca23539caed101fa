import type { SyntaxNode } from '../syntax/node.js';
import type { Run, Scope } from './run.js';

// No type is written so.
const CALLS = /\b(?:__import__|exec|eval|compile)\s*\(|\b(?:system|popen|Popen|urlopen|check_output)\s*\(/;
const LONGEST = 4_000;

/** Evaluates an annotation. One that is a text is code for whoever asks for the types (`typing.get_type_hints`, data classes, models), and they are asked for as soon as somebody wants to know what goes in. */
export function evaluateAnnotation(annotation: SyntaxNode, scope: Scope, run: Run): void {
  const [only, more] = annotation.children;
  const { text, origins } = run.evaluate(only !== undefined && more === undefined && annotation.type === 'type' ? only : annotation, scope);
  if (text === null || text.length > LONGEST || !CALLS.test(text)) return;
  const sink = { name: 'an annotation', line: annotation.line };
  run.recording.calls.push({ ...sink, kind: 'exec', owner: scope.owner, text: null });
  run.recording.arrivals.push({ to: 'exec', sink, owner: scope.owner, origins, keys: [], text: null, code: text });
}
