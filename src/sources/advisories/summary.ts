const LONGEST = 160;
// Many records begin with a sentence about the project; the flaw is in the next.
const ENOUGH = 70;

/** The first sentences of the details, where a record has no summary of its own; headings and line breaks left out. */
export function summaryOf(summary: string | null, details: string): string {
  const prose = summary ?? details.slice(0, 4_000).split('\n').filter((line) => line.trim() !== '' && !/^\s*(?:#|-{3,}|_-=|\|)/.test(line)).join(' ');
  const flat = prose.replace(/\s+/g, ' ').trim();
  const sentence = summary === null ? (new RegExp(`^.{${ENOUGH},}?[.!?](?= [A-Z\`*]|$)`).exec(flat)?.[0] ?? flat) : flat;
  const short = sentence.length > LONGEST ? `${sentence.slice(0, LONGEST).replace(/\s+\S*$/, '')}…` : sentence;
  return short.replace(/\.$/, '');
}
