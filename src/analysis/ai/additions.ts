import type { Report } from '../../core/decision.js';
import type { Gap } from '../../core/finding.js';
import { untrusted } from '../../core/untrusted.js';
import type { Additions } from './review-types.js';

/** The report with what a review adds: the one way of a review into a judgement. */
export function withAdditions(report: Report, { findings, gaps }: Additions): Report {
  return { ...report, findings: [...report.findings, ...findings], gaps: [...report.gaps, ...gaps] };
}

/** The gap that a review leaves which could not be had. */
export const reviewGap = (why: string): Gap => ({ kind: 'service', what: untrusted('AI review'), why: untrusted(why) });
