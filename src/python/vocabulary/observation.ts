/** Calls that tell what the user sees, says, copies or shows to a camera. */
export const OBSERVERS: ReadonlySet<string> = new Set([
  'pyperclip.paste', 'pyperclip.waitForPaste', 'pyperclip.waitForNewPaste', 'clipboard.paste', 'win32clipboard.GetClipboardData', 'ctypes.windll.user32.GetClipboardData', 'windll.user32.GetClipboardData', 'tkinter.Tk().clipboard_get', 'Tkinter.Tk().clipboard_get', 'klembord.get_text', 'pandas.io.clipboard.clipboard_get',
  'PIL.ImageGrab.grab', 'PIL.ImageGrab.grabclipboard', 'ImageGrab.grab', 'pyautogui.screenshot', 'pyscreenshot.grab', 'pyscreenshot.grab_to_file', 'mss.mss().grab', 'mss.mss().shot', 'mss.mss().save', 'mss.tools.to_png', 'd3dshot.create().screenshot', 'dxcam.create().grab',
  'cv2.VideoCapture().read', 'cv2.VideoCapture().retrieve', 'pygame.camera.Camera().get_image', 'sounddevice.rec', 'pyaudio.PyAudio().open', 'pyaudio.PyAudio().open().read',
]);

// The same by way of Qt and of Windows' own library.
const SEES = /\.(?:grabWindow|user32\.GetClipboardData)$/;

/** True for a call that tells what the user sees, says, copies or shows to a camera. */
export const observes = (name: string): boolean => OBSERVERS.has(name) || SEES.test(name);

/** Calls that ask who sits before the terminal, and wait for the answer. */
export const QUESTIONS: ReadonlySet<string> = new Set(['input', 'raw_input', 'click.confirm', 'click.prompt', 'typer.confirm', 'typer.prompt', 'questionary.confirm().ask']);

/** Calls that put something into the clipboard. */
export const CLIPBOARD_WRITERS: ReadonlySet<string> = new Set(['pyperclip.copy', 'clipboard.copy', 'win32clipboard.SetClipboardText', 'win32clipboard.SetClipboardData', 'ctypes.windll.user32.SetClipboardData', 'windll.user32.SetClipboardData', 'tkinter.Tk().clipboard_append', 'klembord.set_text', 'clipman.set', 'pandas.io.clipboard.clipboard_set']);

/** Commands that print what is in the clipboard, and those that fill it. */
export const CLIPBOARD_READER = /^\W{0,40}(?:\S{0,300}\/)?(?:pbpaste|wl-paste|xclip\b.*\s-o\b.*|xsel\b.*\s(?:-o|--output)\b.*|powershell\S*\s.*Get-Clipboard\b.*)\b/i;
export const CLIPBOARD_FILLER = /^\W{0,40}(?:\S{0,300}\/)?(?:pbcopy|wl-copy|clip(?:\.exe)?|xclip\b(?!.*\s-o\b).*|xsel\b.*\s(?:-i|--input)\b.*|powershell\S*\s.*Set-Clipboard\b.*)(?=\s|$)|\|\s*(?:pbcopy|wl-copy|clip|xclip)\b/i;

/** True for a call that does. */
export const fillsClipboard = (name: string): boolean => CLIPBOARD_WRITERS.has(name) || name.endsWith('.user32.SetClipboardData');

const READS_CLIPBOARD = /paste$|Paste$|clipboard_get$|GetClipboardData$|klembord\.get_text$/;
const WATCHES_KEYS = /^(?:pynput\.)?keyboard\.(?:Listener|on_press|on_release|hook|start_recording|record|read_event|read_key)$|^pynput\.keyboard\.GlobalHotKeys$|^(?:pyHook|pyWinhook|PyHook3)\.HookManager$|\.user32\.(?:GetAsyncKeyState|SetWindowsHookEx[AW]?)$|^win32api\.GetAsyncKeyState$|^pynput\.keyboard\.Events$|^evdev\.InputDevice\(\)\.read_loop$/;

/** True for calls that give what is in the clipboard. */
export function readsClipboard(name: string): boolean {
  return observes(name) && READS_CLIPBOARD.test(name);
}

/** True for calls that are told of every key that the user presses, in whatever program. */
export function watchesKeys(name: string): boolean {
  return WATCHES_KEYS.test(name);
}

/** What the program is called that has the mails of the user. */
export const OUTLOOK = 'outlook()';
const STARTS_OFFICE = /^(?:win32com\.client\.(?:Dispatch(?:Ex)?|gencache\.EnsureDispatch)|comtypes\.client\.CreateObject)$/;

/** True for a call that starts a program of Office, or another one of Windows: its first argument says which. */
export const startsOffice = (name: string): boolean => STARTS_OFFICE.test(name);

/** True for the one that has the mails of the user. */
export const hasMails = (program: string): boolean => program.startsWith('Outlook.Application');

/** What a folder of theirs holds. */
export const MAILS = /^outlook\(\)[\w.()]*\.Items$/;
