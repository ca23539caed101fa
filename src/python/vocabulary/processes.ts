/** Calls that start a program, by their whole names. A glance at a file looks for a part of each; see src/python/glance/vocabulary.ts. */
export const PROCESS_STARTERS: ReadonlySet<string> = new Set([
  'os.system', 'os.popen', 'os.popen2', 'os.popen3', 'os.popen4', 'os.startfile', 'posix.system', 'nt.system', 'pty.spawn', 'commands.getoutput', 'commands.getstatusoutput',
  'subprocess.Popen', 'subprocess.call', 'subprocess.run', 'subprocess.check_output', 'subprocess.check_call', 'subprocess.getoutput', 'subprocess.getstatusoutput',
  'popen2.popen2', 'popen2.popen3', 'pexpect.spawn', 'pexpect.run', 'win32com.client.Dispatch().Run', 'win32com.client.Dispatch().ShellExecute', 'win32process.CreateProcess', 'webbrowser.open', 'webbrowser.open_new', 'webbrowser.open_new_tab', 'asyncio.subprocess.create_subprocess_shell', 'asyncio.subprocess.create_subprocess_exec', 'trio.run_process', 'anyio.run_process', '_posixsubprocess.fork_exec', '_winapi.CreateProcess', 'subprocess._winapi.CreateProcess', 'subprocess._execute_child', 'asyncio.create_subprocess_shell', 'asyncio.create_subprocess_exec', 'win32api.WinExec', 'win32api.ShellExecute', 'distutils.spawn.spawn',
  // Other people's ways to do the same.
  'invoke.run', 'invoke.Context().run', 'invoke.context.Context().run', 'fabric.Connection().local', 'fabric.api.local', 'fabric.operations.local', 'delegator.run', 'sarge.run', 'sarge.Command().run', 'sarge.capture_stdout', 'sarge.capture_both', 'command_runner.command_runner', 'easyprocess.EasyProcess', 'envoy.run',
  'tornado.process.Subprocess', 'twisted.internet.utils.getProcessOutput', 'twisted.internet.utils.getProcessValue', 'twisted.internet.utils.getProcessOutputAndValue', 'twisted.internet.reactor.spawnProcess', 'gi.repository.GLib.spawn_command_line_async', 'gi.repository.GLib.spawn_command_line_sync',
  'System.Diagnostics.Process.Start', 'ptyprocess.PtyProcess.spawn', 'winpty.PtyProcess.spawn', 'wmi.WMI().Win32_Process.Create', 'libtmux.Server().new_session', 'xonsh.main.main',
  // Scripts of JavaScript, out of a text.
  'js2py.eval_js', 'js2py.EvalJs().execute', 'js2py.EvalJs().eval', 'execjs.eval', 'execjs.compile', 'dukpy.evaljs', 'quickjs.Context().eval', 'py_mini_racer.MiniRacer().eval',
  'js2py.eval_js6', 'dukpy.JSInterpreter().evaljs', 'quickjs.Function', 'py_mini_racer.py_mini_racer.MiniRacer().eval', 'pythonmonkey.eval', 'STPyV8.JSContext().eval', 'PyV8.JSContext().eval',
  // The same of Lua, and modules of WebAssembly.
  'lupa.LuaRuntime().execute', 'lupa.LuaRuntime().eval', 'lupa.LuaRuntime().compile', 'wasmtime.Module', 'wasmtime.Module.deserialize', 'wasmer.Module', 'wasm3.Environment().parse_module',
]);
const STARTS = /^(os\.(exec[lv]p?e?|spawn[lv]p?e?|posix_spawnp?)|(ctypes\.)?windll\.(shell32\.ShellExecute|kernel32\.(WinExec|CreateProcess))\w*|ctypes\.(CDLL|cdll\.LoadLibrary)\(\)\.system|cffi\.FFI\(\)\.dlopen\(\)\.system|sh\.(?:Command\(\)|\w+)|plumbum\.(?:cmd\.\w+|local\.\w+(?:\(\))?)|(?:PyQt[456]|PySide[26]?)\.QtCore\.QProcess(?:\(\))?\.(?:start|startDetached|execute)|(?:setuptools|distutils)\.(?:command\.\w+\.\w+|cmd\.Command|Command)\(\)\.spawn)$/;

/** Where pip has its entry, in this version or that. */
export const PIP_ENTRIES: ReadonlySet<string> = new Set(['pip.main', 'pip._internal.main', 'pip._internal.main.main', 'pip._internal.cli.main.main', 'pip._internal.cli.main']);

/** True for calls that start a program. */
export function startsProcess(name: string): boolean {
  return PROCESS_STARTERS.has(name) || STARTS.test(name);
}

// They take the engine or the store that the module is for, or a name, before it.
const MODULE_BEHIND = /^(?:wasmtime\.Module(?:\.deserialize)?|wasmer\.Module|quickjs\.Function)$/;

/** `os.spawn*` take a mode before the program, `spawnProcess` whoever is told what it prints. */
export function commandIndex(name: string): number {
  return name.startsWith('os.spawn') || name.endsWith('.spawnProcess') || MODULE_BEHIND.test(name) ? 1 : 0;
}
