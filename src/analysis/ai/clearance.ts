const GOOD = String.raw`(?:safe|benign|harmless|clean|legitimate|trustworthy|innocuous|innocent|fine|not\s+malicious|non-?malicious)`;

const CLEARANCES: readonly RegExp[] = [
  new RegExp(String.raw`\b(?:is|are|looks?|appears?|seems?|considered|deemed|found\s+to\s+be|be|as)\s+(?:\w+\s+){0,3}${GOOD}\b`, 'i'),
  /\b(?:no|zero|without|any)\s+(?:\w+\s+){0,3}(?:malicious|suspicious|harmful|dangerous|security)\b/i,
  /\b(?:no|zero)\s+(?:\w+\s+){0,2}(?:findings?|issues?|concerns?|threats?|malware|problems?)\b/i,
  /\b(?:false\s+positives?|safe\s+to\s+(?:install|use|run|execute)|can\s+be\s+(?:safely|trusted)|poses?\s+no\b|nothing\s+(?:malicious|suspicious|harmful|wrong))/i,
];

/** Whether a text says that something may pass. A review is asked for behaviour; that is never an answer. */
export const isClearance = (text: string): boolean => CLEARANCES.some((pattern) => pattern.test(text));
