import { defineRule, type RuleFinding } from '../core/rule.js';
import type { Severity } from '../core/finding.js';
import { executedText, isReadAtStart } from '../formats/path-code.js';
import { isStartFile, startCode } from '../formats/start-code.js';

// By content, whole lines: what setuptools, distutils shims, namespace packages, editable installs and coverage tools write.
const KNOWN_GOOD: readonly RegExp[] = [
  /^import os; var = 'SETUPTOOLS_USE_DISTUTILS'; enabled = os\.environ\.get\(var, '(?:local|stdlib)'\) == 'local'; enabled and __import__\('_distutils_hack'\)(?:\.add_shim\(\))?;?$/,
  /^import sys, types, os;\s*(?:has_mfs = sys\.version_info > \(3, 5\);\s*)?p = os\.path\.join\(sys\._getframe\(1\)\.f_locals\['sitedir'\], \*\((?:'[\w.-]+',?\s*)+\)\);\s*importlib = has_mfs and __import__\('importlib\.util'\);\s*has_mfs and __import__\('importlib\.machinery'\);\s*m = has_mfs and sys\.modules\.setdefault\('[\w.]+', importlib\.util\.module_from_spec\(importlib\.machinery\.PathFinder\.find_spec\('[\w.]+', \[os\.path\.dirname\(p\)\]\)\)\);\s*m = m or sys\.modules\.setdefault\('[\w.]+', types\.ModuleType\('[\w.]+'\)\);\s*mp = \(m or \[\]\) and m\.__dict__\.setdefault\('__path__',\s*\[\]\);\s*\(p not in mp\) and mp\.append\(p\)(?:;\s*m and setattr\(sys\.modules\['[\w.]+'\], '\w+', m\))?$/,
  /^import (__editable___\w+_finder); \1\.install\(\)$/,
  /^import coverage; coverage\.process_startup\(\)$/,
  /^import sys; exec\('import os\\n\\nif os\.getenv\("COVERAGE_PROCESS_START"\)(?: or os\.getenv\("COVERAGE_PROCESS_CONFIG"\))?:\\n try:\\n  import coverage\\n except:\\n  pass\\n else:\\n  coverage\.process_startup\((?:slug="pth")?\)'\)$/,
  /^import (?:_virtualenv|pywin32_bootstrap)$/,
];
const TELLS_FAILURE = ['dict', 'items', 'startswith', 'format', 'write', 'init'];
// What a plugin for coverage writes, in several spellings: it measures where a variable asks for it, and else tells why it could not.
const MEASURES = /^if (["'])COV_CORE_SOURCE\1 in os\.environ:\n try:\n  from pytest_cov\.embed import init\n  init\(\)\n except Exception as exc:\n  sys\.stderr\.write\(\n(?:   [^\n;]*\n)*  \)\n?$/;
const isKnownText = (text: string): boolean => MEASURES.test(text) && [...text.matchAll(/(\w+)\(/g)].every(([, name = '']) => TELLS_FAILURE.includes(name));

const HANDS_OVER = /^import\s+[\w.]+(\s*,\s*[\w.]+)*\s*(;\s*[\w.]+\(\)\s*)?;?$/;
// The same when a variable asks for it, in the words that a line of a .pth file has for try and except.
const HANDS_OVER_IF_ASKED = /^import os;\s*exec\('try: __import__\("[\w.]+"\)\.\w+\(\)(?: if os\.environ\.get\("\w+"\) else None)?\\nexcept (?:ImportError|ModuleNotFoundError|Exception): pass'\)$/;
// All of it stands below one condition that a variable of the environment decides.
const IF_ASKED = /^(?:import [\w.]+\n|\n)*if (?:os\.(?:environ\.get|getenv)\((["'])\w+\1\)|(["'])\w+\2 in os\.environ):\n(?:[ \t][^\n]*\n?|\n)*$/;
const DANGEROUS = /\b(exec|eval|compile|base64|b64decode|subprocess|Popen|system|popen|urlopen|urllib|requests|socket|https?|zlib|marshal|fromhex|getattr|__builtins__|chr)\b|\/(?:tmp|dev\/shm)\//;

function severityOf(path: string, bare: string, code: string): Severity {
  if (!isReadAtStart(path)) return 'low';
  if (HANDS_OVER.test(bare) || HANDS_OVER_IF_ASKED.test(bare)) return 'medium';
  const text = executedText(code);
  if (text !== null && IF_ASKED.test(text) && !DANGEROUS.test(text)) return 'medium';
  return DANGEROUS.test(code) ? 'critical' : 'high';
}

const inWords = (path: string, code: string): string => (isStartFile(path) ? `a .start file has Python 3.15 and later run ${JSON.stringify(code.slice(0, 120))} whenever it starts` : `a .pth file runs ${JSON.stringify(code.slice(0, 120))} whenever Python starts`);

function inspect(path: string, code: string, index: number): readonly RuleFinding[] {
  if (code === '') return [];
  const bare = code.replace(/\s+#.*$/, '');
  if (KNOWN_GOOD.some((known) => known.test(bare)) || isKnownText(executedText(code) ?? '')) return [];
  return [{ severity: severityOf(path, bare, code), message: inWords(path, code), at: { line: index + 1 } }];
}

export default defineRule({
  kind: 'text',
  title: 'Runs code whenever Python starts, by way of a .pth or .start file',
  docs: `A line of a .pth file that starts with "import" is run by every start of every Python program in the environment, whether or not the package is used. From Python 3.15 on a .start file names functions (\`package.module:function\`), and each of them is called then.
Hijacked releases use it to reach all of a machine's Python. Namespace packages, editable installs and coverage tools have known lines, which pass by their content.
What to do: read the line; a project that needs it says so in its documentation. Out of scope: the module that the line imports, which is judged on its own.`,

  check: ({ path, lines }) => (path.toLowerCase().endsWith('.pth') || isStartFile(path) ? startCode(path, lines).flatMap((line, index) => inspect(path, line, index)) : []),
});
