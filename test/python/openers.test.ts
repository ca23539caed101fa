import { expect, test } from 'vitest';
import { read } from './reading.js';

const START = 'import os, subprocess, webbrowser\nfrom urllib.request import urlopen, urlretrieve\nlink = urlopen("https://comics.example.invalid/").read()\n';

async function flowsIn(text: string): Promise<readonly string[]> {
  return ((await read(START + text)).facts?.flows({ from: ['network', 'decoder'], to: 'process' }) ?? []).map(({ from, through }) => `${from} ${through}`);
}

test.each([
  ['a browser', 'webbrowser.open_new_tab(link)\n'],
  ['the system', 'subprocess.call(["xdg-open", link])\n'],
  ['the system of Apple', 'subprocess.Popen(["/usr/bin/open", link])\n'],
])('a fetched address that %s opens runs nothing', async (_, text) => {
  expect(await flowsIn(text)).toEqual([]);
});

test.each([
  ['a page', 'open("/tmp/page.html", "wb").write(link)\nwebbrowser.open("/tmp/page.html")\n'],
  ['a page by its address', 'open("/tmp/page.html", "wb").write(link)\nwebbrowser.open("file:///tmp/page.html#top")\n'],
  ['a picture', 'open("/tmp/page.png", "wb").write(link)\nsubprocess.call(["xdg-open", "/tmp/page.png"])\n'],
  ['a page with a name that is not known', 'import tempfile\nf = tempfile.NamedTemporaryFile(suffix=".html", delete=False)\nf.write(link)\nwebbrowser.open("file://" + f.name)\n'],
  ['a page by the name under which it was fetched', 'urlretrieve(u, "/tmp/page.html")\nplace = "/tmp/page.html"\nwebbrowser.open(place)\n'],
])('a file that was fetched and is shown runs nothing: %s', async (_, text) => {
  expect(await flowsIn(text)).toEqual([]);
});

test.each([
  ['a program that was fetched', 'open("/tmp/page.exe", "wb").write(link)\nwebbrowser.open("/tmp/page.exe")\n', ['network file']],
  ['a program that was fetched, by its address', 'open("/tmp/page.desktop", "wb").write(link)\nwebbrowser.open("file:///tmp/page.desktop")\n', ['network file']],
  ['a page that a shell is given', 'open("/tmp/page.html", "wb").write(link)\nos.system("sh /tmp/page.html")\n', ['network file']],
  ['a file by the name under which it was fetched', 'path, _ = urlretrieve(u)\nwebbrowser.open(path)\n', ['network value']],
  ['a line for a shell', 'os.system("xdg-open " + link)\n', ['network value']],
  ['a list for a shell', 'subprocess.call(["xdg-open", link], shell=True)\n', ['network value']],
  ['another program by that name', 'subprocess.call(["xdg-open", link], executable=p)\n', ['network value']],
  ['a program that is told more', 'subprocess.call(["open", "-a", link, "x"])\n', ['network value']],
  ['an address that was decoded', 'import base64\nwebbrowser.open(base64.b64decode(x))\n', ['decoder value']],
])('%s is started as before', async (_, text, flows) => {
  expect(await flowsIn(text)).toEqual(flows);
});
