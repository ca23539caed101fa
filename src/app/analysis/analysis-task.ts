/** What a worker is told of one artifact. Plain data, since it goes from thread to thread. */
export interface AnalysisTask {
  readonly path: string;
  readonly bytes: number;
  /** What the caller knows of a package that tells neither itself. */
  readonly name: string;
  readonly version: string;
}

export function isAnalysisTask(value: unknown): value is AnalysisTask {
  if (typeof value !== 'object' || value === null || !('path' in value && 'bytes' in value && 'name' in value && 'version' in value)) return false;
  const { path, bytes, name, version } = value;
  return typeof path === 'string' && typeof bytes === 'number' && typeof name === 'string' && typeof version === 'string';
}
