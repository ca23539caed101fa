import type { ScoreVector } from './read-record.js';

/** Loads the calculator, which is large: only a record from the network or from a database needs it, and its score is kept. */
export async function loadScorer(): Promise<ScoreVector> {
  const { Cvss2, Cvss3P0, Cvss3P1, Cvss4P0 } = (await import('ae-cvss-calculator')).default;
  return (vector) => {
    if (vector.startsWith('CVSS:4.0/')) {
      const parsed = new Cvss4P0(vector);
      const { baseMetricsOnly } = parsed.calculateScores();
      return parsed.isBaseFullyDefined() && baseMetricsOnly !== undefined ? { version: 4, score: baseMetricsOnly } : null;
    }
    const isThird = vector.startsWith('CVSS:3.');
    const parsed = isThird ? new (vector.startsWith('CVSS:3.0/') ? Cvss3P0 : Cvss3P1)(vector) : new Cvss2(vector);
    const { base } = parsed.calculateScores();
    // A vector without all of its base metrics has no score.
    return parsed.isBaseFullyDefined() && base !== undefined ? { version: isThird ? 3 : 2, score: base } : null;
  };
}
