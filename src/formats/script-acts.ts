import type { Trait } from '../core/facts/source-facts.js';

// Modules that only Node has: a script of a page takes none of them.
const OF_NODE = /(?:\brequire\s*\(\s*|\bfrom\s+|\bimport\s*\(\s*|\bimport\s+)['"`](?:node:)?(?:child_process|fs|os|https?|net|dns|vm)(?:\/promises)?['"`]/;
const CONTACTS = /['"`](?:node:)?https?['"`]|\bfetch\s*\(\s*['"`]https?:|\baxios\b/;
const STARTS = /['"`](?:node:)?child_process['"`]/;
const KEEPS_PROGRAM = /\bchmod(?:Sync)?\s*\([^)]{0,200}\b0?o?7[0-7]{2}\b/;
const RUNS_TEXT = /\beval\s*\(\s*[A-Za-z_$]|\bnew\s+Function\s*\(\s*[A-Za-z_$]|\bvm\.runIn\w+\s*\(/;
const WHOLE_ENVIRONMENT = /\b(?:JSON\.stringify|Object\.(?:entries|assign|fromEntries))\s*\([^)]{0,60}\bprocess\.env\b(?!\s*[.[])|\.\.\.process\.env\b(?!\s*[.[])/;
const SECRET_FILE = /['"`/\\](?:\.npmrc|\.pypirc|\.netrc|\.git-credentials|\.aws[/\\]credentials|\.ssh[/\\]id_\w+|id_rsa|\.kube[/\\]config)['"`]/;
const LONGEST_TEXT = 120;

/** What a script for Node does as a whole, where that takes several statements: null for what packages do, and for scripts of pages. */
export function scriptAct(text: string): { readonly text: string; readonly line: number; readonly traits: readonly Trait[] } | null {
  if (!OF_NODE.test(text)) return null;
  const contact = CONTACTS.exec(text);
  if (contact === null) return null;
  const runs = (STARTS.test(text) && KEEPS_PROGRAM.test(text)) || RUNS_TEXT.test(text);
  const sends = WHOLE_ENVIRONMENT.test(text) || SECRET_FILE.test(text);
  if (!runs && !sends) return null;
  const start = text.lastIndexOf('\n', contact.index) + 1;
  return { text: text.slice(Math.max(start, contact.index - LONGEST_TEXT / 2), contact.index + LONGEST_TEXT / 2).split('\n')[0] ?? '', line: text.slice(0, start).split('\n').length, traits: [sends ? 'sends-secrets' : 'fetches-and-runs'] };
}
