import type { PackageName } from '../core/name.js';
import { createDailyAsker, type DailyAnswer, type DailyTools } from './index-metadata/daily-asker.js';
import { isProjectDetails, readDetails, type ProjectDetails } from './index-metadata/read-details.js';

export type { DailyAnswer, DailyAsker, DailyTools, KeptAnswer } from './index-metadata/daily-asker.js';
export type { ProjectDetails } from './index-metadata/read-details.js';

export type DetailsAnswer = DailyAnswer<ProjectDetails>;

/** The project JSON of a public index (`/pypi/NAME/json`), asked for at most once a day and project. */
export interface IndexMetadata {
  /** `index`: URL of the simple API. Never throws for a reason of the service's. */
  readonly ask: (project: PackageName, index: string) => Promise<DetailsAnswer>;
}

/** Where the JSON lies, seen from the simple API; null for an index that has it nowhere known. */
export function detailsUrl(project: PackageName, index: string): string | null {
  const base = index.replace(/\/+$/, '');
  return /^https?:/i.test(base) && base.endsWith('/simple') ? `${base.slice(0, -'/simple'.length)}/pypi/${project}/json` : null;
}

export function createIndexMetadata(tools: DailyTools): IndexMetadata {
  const ask = createDailyAsker(tools);
  return {
    ask: async (project, index) => {
      const url = detailsUrl(project, index);
      if (url === null) return { kind: 'absent' };
      return await ask({ url, accept: 'application/json', read: ({ body }) => readDetails(body, project), isValue: isProjectDetails });
    },
  };
}

/** The source as a plug-in: its id is its file name. */
export default { title: 'What a public index knows of a project beyond its files', load: createIndexMetadata } as const;
