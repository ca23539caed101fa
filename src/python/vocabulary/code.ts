/** Calls that run text or bytes as Python code. The first argument is the code. */
export const EXECUTORS: ReadonlySet<string> = new Set([
  'exec', 'eval', 'execfile', 'types.FunctionType', 'runpy.run_path', 'code.interact', 'code.InteractiveInterpreter().runsource',
  'code.InteractiveInterpreter().runcode', 'code.InteractiveConsole().push', 'code.InteractiveConsole().runcode',
  'code.InteractiveConsole().runsource', 'code.runsource', 'timeit.timeit', 'timeit.repeat', 'timeit.Timer', 'cProfile.run', 'profile.run',
  'trace.Trace().run', 'pdb.run', 'bdb.Bdb().run', 'doctest.debug_script', 'ctypes.pythonapi.PyRun_SimpleString',
  'ctypes.pythonapi.PyRun_SimpleStringFlags', 'ctypes.pythonapi.PyRun_String', 'concurrent.interpreters.create().exec', 'interpreters.create().run',
  'test.support.run_in_subinterp', '_testcapi.run_in_subinterp', 'types.LambdaType', 'zipimport.zipimporter',
  ...['load_module', 'exec_module', 'get_code'].map((method) => `zipimport.zipimporter().${method}`),
  ...['get_ipython()', 'IPython.get_ipython()', 'IPython.core.getipython.get_ipython()'].flatMap((shell) => ['run_cell', 'run_cell_async', 'run_code', 'ex', 'ev'].map((method) => `${shell}.${method}`)),
]);

/** Calls that build objects and run code for it, where the data says so. The first argument is the data. */
export const OBJECT_LOADERS: ReadonlySet<string> = new Set([
  'pickle.loads', 'pickle.load', 'cPickle.loads', '_pickle.loads', 'dill.loads', 'cloudpickle.loads', 'yaml.load', 'yaml.unsafe_load',
  'yaml.load_all', 'jsonpickle.decode', 'jsonpickle.loads', 'dill.load', 'cloudpickle.load', 'joblib.load', 'torch.load', 'pandas.read_pickle',
  'mako.template.Template', 'tornado.template.Template', 'cppyy.cppdef', 'scipy.weave.inline', 'weave.inline', 'sympy.sympify',
  'sympy.parsing.sympy_parser.parse_expr', 'sympy.parse_expr', 'pandas.eval', 'tkinter.Tcl().eval', 'tkinter.Tk().eval',
  ...['pickle', '_pickle', 'cPickle', 'dill', 'cloudpickle'].map((module) => `${module}.Unpickler().load`),
]);

/** Calls that load code out of a file, or of a folder that modules are looked for in from then on: which argument names it, and by which keyword it goes. */
export const FILE_RUNNERS: ReadonlyMap<string, readonly [number, string]> = new Map<string, readonly [number, string]>([
  ['importlib.util.spec_from_file_location', [1, 'location']], ['importlib.machinery.SourceFileLoader', [1, 'path']], ['importlib.machinery.SourcelessFileLoader', [1, 'path']], ['importlib.machinery.ExtensionFileLoader', [1, 'path']],
  ['imp.load_source', [1, 'pathname']], ['imp.load_compiled', [1, 'pathname']], ['imp.load_dynamic', [1, 'pathname']],
  ['sys.remote_exec', [1, 'script']], ['pydoc.importfile', [0, 'path']], ['pyximport.load_module', [1, 'pyxfilename']], ['setuptools.sandbox.run_setup', [0, 'setup_script']], ['distutils.core.run_setup', [0, 'script_name']], ['papermill.execute_notebook', [0, 'input_path']],
  ['sys.path.insert', [1, '']], ['sys.path.append', [0, '']], ['site.addsitedir', [0, 'sitedir']],
  ['ctypes.CDLL', [0, 'name']], ['ctypes.PyDLL', [0, 'name']], ['ctypes.WinDLL', [0, 'name']], ['ctypes.OleDLL', [0, 'name']], ['cffi.FFI().dlopen', [0, 'name']], ['win32api.LoadLibrary', [0, '']], ['ctypes.windll.kernel32.LoadLibraryA', [0, '']], ['ctypes.windll.kernel32.LoadLibraryW', [0, '']], ['ctypes.cdll.LoadLibrary', [0, 'name']], ['ctypes.windll.LoadLibrary', [0, 'name']],
]);

/** Calls that turn unreadable data into readable data. */
export const DECODERS: ReadonlySet<string> = new Set([
  'difflib.restore',
  'base64.b64decode', 'base64.b32decode', 'base64.b32hexdecode', 'base64.b16decode', 'base64.b85decode', 'base64.a85decode', 'base64.z85decode', 'base64.urlsafe_b64decode',
  'base64.standard_b64decode', 'base64.decodebytes', 'base64.decodestring', 'binascii.unhexlify', 'binascii.a2b_hex', 'binascii.a2b_base64', 'binascii.a2b_uu', 'binascii.a2b_qp',
  'bytes.fromhex', 'bytearray.fromhex', 'int.to_bytes', 'codecs.decode', 'codecs.getdecoder()', 'zlib.decompress', 'zlib.decompressobj().decompress', 'gzip.decompress', 'bz2.decompress',
  'bz2.BZ2Decompressor().decompress', 'lzma.decompress', 'lzma.LZMADecompressor().decompress', 'marshal.loads', 'marshal.load', 'uu.decode', 'quopri.decodestring', 'base58.b58decode', 'base91.decode', 'base45.b45decode', 'base36.loads', 'pybase64.b64decode', 'brotli.decompress', 'zstandard.ZstdDecompressor().decompress', 'zstd.decompress', 'lz4.frame.decompress', 'snappy.decompress', 'blosc.decompress',
  // What forms, pages and headers of the network are written in, and numbers that are laid side by side.
  'urllib.parse.unquote', 'urllib.parse.unquote_plus', 'urllib.parse.unquote_to_bytes', 'urllib.unquote', 'urllib.parse.parse_qs', 'urllib.parse.parse_qsl', 'email.message_from_string().get_payload', 'email.message_from_bytes().get_payload', 'html.unescape', 'socket.inet_aton', 'struct.pack', 'array.array().tobytes',
  // Out of the lowest bits of a picture or a sound.
  'numpy.packbits', 'operator.xor', 'operator.ixor', 'operator.__xor__', 'stegano.lsb.reveal', 'stegano.exifHeader.reveal', 'stegano.red.reveal', 'judyb.reveal', 'stepic.decode',
]);

/** The codec whose encoding is its own decoding; to encode by the others makes data unreadable, which build scripts do to what they embed. */
export const MIRROR_CODEC = /^rot_?-?13$/i;

/** Codecs that `bytes.decode` takes and that hide text instead of encoding it. */
export const HIDING_CODECS = /^(rot_?-?13|hex|hex_codec|base64|base64_codec|base_64|zlib|zlib_codec|zip|bz2|bz2_codec|uu|uu_codec|quopri|unicode_escape|raw_unicode_escape|utf_?-?7|cp037|cp273|cp424|cp500|cp1026|cp1140)$/i;

/** Imports by a name given as text. */
export const IMPORTERS: ReadonlySet<string> = new Set(['__import__', 'importlib.import_module', 'importlib.__import__']);

/** Says what loads a module. */
export const MAKES_SPEC = /^importlib\.(?:util\.spec_from_loader|machinery\.ModuleSpec)$/;

/** Functions that call one of their arguments later, at some event: where it stands, or by which keywords it goes. What they call it with is none of the file's own, but for what stands behind it. */
export const CALLS_BACK: ReadonlyMap<string, readonly [number, ...(readonly string[])]> = new Map<string, readonly [number, ...(readonly string[])]>([
  ['signal.signal', [1, 'handler']],
  ['sys.settrace', [0]],
  ['sys.setprofile', [0]],
  ['threading.settrace', [0]],
  ['threading.setprofile', [0]],
  ['sys.addaudithook', [0]],
  ['os.register_at_fork', [9, 'before', 'after_in_parent', 'after_in_child']],
  ['weakref.finalize', [1]],
  ['sched.scheduler().enter', [2, 'action']],
  ['sched.scheduler().enterabs', [2, 'action']],
  ['asyncio.get_event_loop().call_soon', [0]],
  ['asyncio.new_event_loop().call_soon', [0]],
  ['asyncio.get_event_loop().call_later', [1]],
  ['asyncio.new_event_loop().call_later', [1]],
  ['asyncio.get_event_loop().add_signal_handler', [1]],
  ['asyncio.get_running_loop().add_signal_handler', [1]],
  ['asyncio.get_event_loop().call_at', [1]],
  ['asyncio.get_running_loop().call_soon', [0]],
  ['asyncio.get_running_loop().call_later', [1]],
  ['tkinter.Tk().after', [1]],
  ['tkinter.Tk().after_idle', [0]],
  ['tkinter.Tk().protocol', [1]],
  ['readline.set_startup_hook', [0]],
  ['readline.set_pre_input_hook', [0]],
  ['readline.set_completer', [0]],
  ['logging.setLogRecordFactory', [0]],
  ['sqlite3.connect().create_function', [2]],
  ['sqlite3.connect().set_trace_callback', [0]],
  ['sqlite3.connect().set_authorizer', [0]],
  ['sqlite3.connect().set_progress_handler', [0]],
  ['weakref.ref', [1, 'callback']],
  ['urllib.request.urlretrieve', [2, 'reporthook']],
  ['contextlib.ExitStack().callback', [0]],
  ['multiprocessing.get_context().Process', [9, 'target']],
  ['multiprocessing.Pool().apply_async', [0]],
  ['multiprocessing.Pool().apply', [0]],
  ['codecs.register', [0]],
  ['codecs.CodecInfo', [1, 'decode', 'encode', 'incrementaldecoder', 'streamreader']],
  ['sys.path_hooks.append', [0]],
  ['sys.path_hooks.insert', [1]],
  ['copyreg.pickle', [1]],
  ['functools.cmp_to_key', [0]],
  ['types.new_class', [3, 'exec_body']],
  ['contextlib.ExitStack().push', [0]],
  ['multiprocessing.Pool', [1, 'initializer']],
  ['concurrent.futures.ThreadPoolExecutor', [1, 'initializer']],
  ['concurrent.futures.ProcessPoolExecutor', [2, 'initializer']],
  ...['Popen', 'run', 'call', 'check_call', 'check_output'].map((name) => [`subprocess.${name}`, [9, 'preexec_fn']] as const),
  ['operator.call', [0]],
  ['re.sub', [1, 'repl']],
  ['re.subn', [1, 'repl']],
  ['re.compile().sub', [0, 'repl']],
  ...['json.JSONDecoder', 'json.JSONDecoder().decode', 'json.JSONDecoder().raw_decode', 'json.loads', 'json.load'].map((name) => [name, [9, 'object_hook', 'object_pairs_hook', 'parse_constant', 'parse_float', 'parse_int']] as const),
  ['json.dumps', [9, 'default']],
  ['json.dump', [9, 'default']],
  ['json.JSONEncoder', [9, 'default']],
  ['gc.callbacks.append', [0]],
  ['numpy.vectorize', [0]],
  ['numpy.frompyfunc', [0]],
  ['numpy.apply_along_axis', [0]],
]);

/** Functions that call their keyword `key` for each element. */
export const SORTERS: ReadonlySet<string> = new Set(['sorted', 'max', 'min']);

/** Functions that call their first argument, or the keyword named here, with what else they are given. */
export const RUNNERS: ReadonlyMap<string, string | null> = new Map([
  ['itertools.starmap', null],
  ...['get_event_loop', 'get_running_loop', 'new_event_loop'].map((loop) => [`asyncio.${loop}().run_in_executor`, null] as const),
  ['functools.reduce', null],
  ['itertools.accumulate', null],
  ['iter', null],
  ['importlib._bootstrap._call_with_frames_removed', null],
  ['contextvars.copy_context().run', null],
  ['contextvars.Context().run', null],
  ['gevent.spawn', null],
  ['eventlet.spawn', null],
  ['trio.run', null],
  ['anyio.run', null],
  ['anyio.to_thread.run_sync', null],
  ['trio.to_thread.run_sync', null],
  ['asyncio.get_event_loop().call_soon_threadsafe', null],
  ['map', null],
  ['filter', null],
  ['atexit.register', null],
  ['threading.Thread', 'target'],
  ['threading.Timer', 'function'],
  ['multiprocessing.Process', 'target'],
  ['multiprocessing.Pool().map', null],
  ['concurrent.futures.ThreadPoolExecutor().submit', null],
  ['concurrent.futures.ThreadPoolExecutor().map', null],
  ['concurrent.futures.ProcessPoolExecutor().submit', null],
  ['asyncio.to_thread', null],
  ['dataclasses.field', 'default_factory'],
  ['attr.ib', 'factory'],
  ['collections.defaultdict', null],
  ['multiprocessing.Pool().apply', null],
  ['multiprocessing.Pool().apply_async', null],
  ['multiprocessing.Pool().map_async', null],
  ['multiprocessing.Pool().imap', null],
  ['multiprocessing.pool.ThreadPool().map', null],
  ['multiprocessing.pool.ThreadPool().apply_async', null],
  ['_thread.start_new_thread', null],
  ['thread.start_new_thread', null],
]);

/** Modules that are remarkable to import, with the reason in words. */
export const REMARKABLE_MODULES: ReadonlyMap<string, string> = new Map([
  ['subprocess', 'starts programs'], ['pty', 'starts programs on a terminal'], ['commands', 'starts programs'], ['ctypes', 'calls machine code'], ['cffi', 'calls machine code'],
  ['socket', 'opens network connections'], ['urllib.request', 'fetches from the network'], ['urllib2', 'fetches from the network'], ['http.client', 'fetches from the network'],
  ['requests', 'fetches from the network'], ['httpx', 'fetches from the network'], ['aiohttp', 'fetches from the network'], ['ftplib', 'transfers files'], ['smtplib', 'sends mail'],
  ['telnetlib', 'opens network connections'], ['paramiko', 'runs commands on other machines'], ['marshal', 'loads compiled code'], ['winreg', 'reads and writes the Windows registry'],
  ['_winreg', 'reads and writes the Windows registry'], ['pynput', 'watches keyboard and mouse'], ['keyboard', 'watches the keyboard'], ['pyperclip', 'reads the clipboard'],
  ['browser_cookie3', 'reads the cookies of browsers'], ['win32crypt', 'decrypts what Windows keeps for users'],
]);
