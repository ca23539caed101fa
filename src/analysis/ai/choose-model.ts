import type { ModelList } from '../../platform/model/sdk-files.js';

export interface ChosenModel {
  readonly model: string;
  /** What is wrong with a model that was configured; null when nothing is. */
  readonly warning: string | null;
}

/** For an SDK whose list cannot be read. */
const USUAL = 'claude-sonnet-5-5';

const SONNET = /^claude-sonnet-(\d{1,2})(?:-(\d{1,2}))?$/;

const rankOf = (name: string): number => {
  const [, major = '0', minor = '0'] = SONNET.exec(name) ?? [];
  return Number(major) * 100 + Number(minor);
};

/** The newest Sonnet of a list by its alias (no date in it), deprecated ones aside. */
export function newestSonnet({ known, ends }: ModelList): string {
  return known.filter((name) => SONNET.test(name) && !ends.has(name)).toSorted((a, b) => rankOf(b) - rankOf(a))[0] ?? USUAL;
}

/** The model that is asked: the configured one, whatever is to be said about it, else the newest Sonnet. */
export function chooseModel(configured: string | null, list: ModelList): ChosenModel {
  const newest = newestSonnet(list);
  if (configured === null) return { model: newest, warning: null };
  const ends = list.ends.get(configured);
  if (ends !== undefined) return { model: configured, warning: `the model ${configured} (ai_model) is deprecated and ends on ${ends}; the newest Sonnet that the installed SDK knows is ${newest}` };
  if (list.known.length === 0 || list.known.includes(configured)) return { model: configured, warning: null };
  return { model: configured, warning: `the model ${configured} (ai_model) is not one that the installed SDK knows; the newest Sonnet that it knows is ${newest}` };
}
