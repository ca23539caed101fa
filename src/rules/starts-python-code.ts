import { inWords, isLoaded } from '../core/context.js';
import { defineRule } from '../core/rule.js';
import type { Call } from '../core/facts/source-facts.js';
import { codeForPython } from '../python/vocabulary/python-command.js';

// What loads something; the rest is too short to do harm.
const LOADS = /\b(?:from\s+[\w.]+\s+import|import\s+(?!time\b|sys\b|os\b|warnings\b)\w+|exec|eval|__import__)\b/;
// Whoever asks another Python something reads its answer.
const ANSWERS = /\bprint\b|\bwrite\b|\bexit\b|\braise\b|\bassert\b/;

function isUnasked({ when, text }: Call): boolean {
  const code = codeForPython(text ?? '');
  return isLoaded(when) && code !== null && LOADS.test(code) && !code.includes('{}') && !ANSWERS.test(code);
}

export default defineRule({
  kind: 'source',
  title: 'Starts another Python with code as an argument when it is imported',
  docs: `"python -c" out of a module that is merely imported runs code apart from the program that imports it, and goes on when that one ends: a way to load something that nobody would import.
What to do: read the code in the argument, and what it imports. Out of scope: code that answers something, code that is put together, builds, and functions that somebody has to call.`,

  check: (facts) =>
    facts
      .calls('process')
      .filter(isUnasked)
      .map((call) => ({ severity: 'medium', isStrong: true, message: `${call.name} starts ${JSON.stringify(call.text?.slice(0, 120))}, ${inWords(call.when)}`, at: call })),
});
