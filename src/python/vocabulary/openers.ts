const BROWSER = /^webbrowser\.open(?:_new(?:_tab)?)?$/;
// As the first word of a list, which no shell reads. Browsers themselves take options that name programs.
const PROGRAM = /^(?:\S{0,300}[\\/])?(?:(?:xdg|gnome|gvfs)-open|kde-open\d?|open)$/;

/** True for calls that show an address, or a file, in the program that is there for it: nothing of the address is run as code. */
export const opensAddress = (name: string): boolean => BROWSER.test(name);

/** True for a command of a program that does the same with the only word that stands behind it. */
export const isOpenerCommand = ([program, address, ...more]: readonly (string | null)[]): boolean => address !== undefined && more.length === 0 && address?.startsWith('-') !== true && PROGRAM.test(program ?? '');

// What the system starts, or asks some interpreter to, where it is opened by its name.
const STARTED = /\.(?:exe|scr|pif|com|bat|cmd|msi|msix|appx?|ps1|vbs|vbe|jse?|wsf|hta|lnk|url|reg|cpl|jar|sh|command|desktop|run|appimage|py[wz]?|pl|rb|workflow|scpt)$/i;
const PAGE = /\.(?:x?html?|pdf|svg|png|jpe?g|gif|webp|bmp|ico|txt|md|rst|csv|tsv|json|xml|mp[34]|wav|docx?|xlsx?|pptx?|odt|ipynb)$/i;
const IS_ADDRESS = /^(?:https?|file|data|mailto):/i;

/** True for the name or the address of what a program for it only shows: nothing of it is started. */
export function isPage(place: string): boolean {
  const path = place.trim().replace(/[?#].*$/s, '');
  return PAGE.test(path) || (IS_ADDRESS.test(path) && !STARTED.test(path));
}
