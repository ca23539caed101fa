// Letters of Cyrillic and Armenian that look like ASCII's in most fonts (Unicode, confusables.txt).
const ALIKE: Readonly<Record<string, string>> = {
  а: 'a', с: 'c', ԁ: 'd', е: 'e', һ: 'h', і: 'i', ј: 'j', ӏ: 'l', о: 'o', р: 'p', ԛ: 'q', ѕ: 's', ѵ: 'v', ԝ: 'w', х: 'x', у: 'y', օ: 'o', հ: 'h', ո: 'n', ս: 'u',
  А: 'A', В: 'B', С: 'C', Е: 'E', Н: 'H', І: 'I', Ј: 'J', К: 'K', М: 'M', О: 'O', Р: 'P', Ѕ: 'S', Т: 'T', Х: 'X', У: 'Y',
};

// Names whose double is worth having: what runs code, starts programs, imports, decodes and talks to the network.
const WORTH_HIDING =
  /^(?:exec|eval|compile|open|getattr|setattr|globals|locals|vars|input|import|from|__import__|__builtins__|__class__|__globals__|__subclasses__|builtins|importlib|os|sys|subprocess|system|popen|Popen|check_output|socket|urlopen|urllib|request|requests|base64|b64decode|marshal|loads|pickle|ctypes|shutil|zlib|decompress|codecs|decode|fromhex|environ|getenv)$/;

/** True for names that somebody who hides something wants to write unseen. */
export function isWorthHiding(name: string): boolean {
  return WORTH_HIDING.test(name);
}

/** The ASCII word that a word looks like; null for one that has letters which look like none. */
export function looksLike(word: string): string | null {
  const letters = Array.from(word, (letter) => (letter <= '\x7f' ? letter : ALIKE[letter]));
  return letters.every((letter) => letter !== undefined) ? letters.join('') : null;
}
