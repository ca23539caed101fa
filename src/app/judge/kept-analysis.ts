import type { ArchiveAnalysis } from '../../core/archive-analysis.js';

/**
 * True for what an earlier run kept. The store has compared its digest and its rule set already, so a value that is there is one that this
 * code wrote; this tells it from nothing, and from what a foreign program may have put there.
 */
export function isArchiveAnalysis(value: unknown): value is ArchiveAnalysis {
  return typeof value === 'object' && value !== null && 'kind' in value && 'findings' in value && Array.isArray(value.findings) && 'gaps' in value && Array.isArray(value.gaps);
}
