import type { ScoreVector } from './read-record.js';
import type { Score } from './record.js';

const VECTOR = /^(?:CVSS:(3\.[01]|4\.0)\/)?[A-Z]{1,3}:[A-Z]{1,6}(?:\/[A-Z]{1,3}:[A-Z]{1,6})*$/i;

type Calculator = typeof import('ae-cvss-calculator');

function scoreOf(vector: string, standard: string, { Cvss2, Cvss3P0, Cvss3P1, Cvss4P0 }: Calculator): Score | null {
  if (standard === '4.0') {
    const parsed = new Cvss4P0(vector);
    const { baseMetricsOnly } = parsed.calculateScores();
    return parsed.isBaseFullyDefined() && baseMetricsOnly !== undefined ? { version: 4, score: baseMetricsOnly } : null;
  }
  const parsed = standard === '3.0' ? new Cvss3P0(vector) : standard === '3.1' ? new Cvss3P1(vector) : new Cvss2(vector);
  const { base } = parsed.calculateScores();
  // A vector without all of its base metrics has no score.
  return parsed.isBaseFullyDefined() && base !== undefined ? { version: standard === '' ? 2 : 3, score: base } : null;
}

/** Loads the calculator, which is large: only a record from the network or from a database needs it, and its score is kept. */
export async function loadScorer(): Promise<ScoreVector> {
  const calculator = (await import('ae-cvss-calculator')).default;
  return (vector) => {
    const match = VECTOR.exec(vector);
    if (!match) return null;
    try {
      return scoreOf(vector, match[1] ?? '', calculator);
    } catch (cause) {
      // What looks like a vector and has metrics that its standard does not know: the flaw is of unknown severity.
      if (cause instanceof Error) return null;
      throw cause;
    }
  };
}
