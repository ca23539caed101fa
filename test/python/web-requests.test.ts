import { expect, test } from 'vitest';
import downloadThenRun from '../../src/rules/download-then-run.js';
import { read } from './reading.js';

async function found(text: string): Promise<readonly string[]> {
  const { facts } = await read(text);
  return facts === null ? [] : downloadThenRun.check(facts).map(({ severity, isStrong }) => `${severity}${isStrong === true ? ', strong' : ''}`);
}

const FLASK = 'import subprocess\nfrom flask import Blueprint, request\nbp = Blueprint("h", __name__)\n@bp.route("/h", methods=["POST"])\ndef h():\n';
const DJANGO = 'import os, subprocess\nfrom django.http import HttpResponse\nclass Middleware:\n    def __call__(self, request):\n';

test.each([
  ['by a function for an address', `${FLASK}    return subprocess.check_output(request.get_data(), shell=True)\n`],
  ['as Python', `${FLASK}    return str(eval(request.args.get("q")))\n`],
  ['by a part in between', `${DJANGO}        c = request.META.get("HTTP_X_DEBUG")\n        if c:\n            return HttpResponse(subprocess.check_output(c, shell=True))\n`],
  ['by a shell', `${DJANGO}        return HttpResponse(os.popen("sh -c " + request.POST["c"]).read())\n`],
  ['behind another command', `${DJANGO}        return HttpResponse(os.popen("cd /tmp; " + request.GET["c"]).read())\n`],
])('a site that runs what its visitors send warns: %s', async (_, text) => {
  expect(await found(text)).toEqual(['medium, strong']);
});

test.each([
  ['in a list of words', `${FLASK}    subprocess.run(["ffmpeg", "-vn", "-i", request.args.get("url"), "-c:v", "png", "/tmp/leaf.png"])\n`],
  ['in a line', `${FLASK}    return subprocess.check_output("ping -c 1 " + request.args.get("host"), shell=True)\n`],
  ['of a site in another framework', `${DJANGO}        return HttpResponse(subprocess.check_output(["git", "log", request.GET["file"]]))\n`],
])('a site that gives a program of its own what was asked for does not: %s', async (_, text) => {
  expect(await found(text)).toEqual([]);
});

test.each([
  ['ASGI', 'class Leaf:\n    async def __call__(self, scope, receive, send):\n        message = await receive()\n        exec(message.get("body", b"").decode())\n'],
  ['Django', 'from django.http import HttpResponse\ndef leaf(request):\n    return HttpResponse(eval(request.POST["q"]))\n'],
])('a glance at a site of %s sees that its visitors can be run', async (_, text) => {
  expect(await found(text)).toEqual(['medium, strong']);
});

test('a parameter called request means nothing where no site is', async () => {
  expect(await found('import os\ndef handle(request):\n    os.system(request.line)\n')).toEqual([]);
});
