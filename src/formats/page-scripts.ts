// What a page can only ask for where Windows opens it as a program.
const STARTS_PROGRAMS = /ActiveXObject|WScript\.Shell|Shell\.Application/;

/** The lines of a page that reaches beyond its browser; none of any other, whatever it quotes. */
export function pageCommands(text: string): readonly { readonly text: string; readonly line: number }[] {
  if (!STARTS_PROGRAMS.test(text)) return [];
  return text.split('\n').map((content, index) => ({ text: content.trim(), line: index + 1 }));
}
