import { expect, test } from 'vitest';
import hiddenAddress from '../../src/rules/hidden-address.js';
import { read } from '../python/reading.js';

async function found(text: string): Promise<number> {
  const { facts } = await read(`import socket, smtplib, ftplib\nkey = bytes.fromhex("17996d093d28ddb3ba695a2e6f58562e")\ns = socket.socket()\n${text}\n`);
  return facts === null ? 0 : hiddenAddress.check(facts).length;
}

test.each([
  ['datagrams', 's.sendto(key, (host, 9898))'],
  ['datagrams with flags', 's.sendto(key, 0, (host, 9898))'],
  ['mail', 'smtplib.SMTP("mail.example.invalid").sendmail(key, to, text)'],
  ['files', 'ftplib.FTP("files.example.invalid").storbinary("STOR " + key.decode(), f)'],
])('what is decoded and sent as %s is no address', async (_, text) => {
  expect(await found(text)).toBe(0);
});

test.each([
  ['datagrams', 's.sendto(data, (key.decode(), 9898))'],
  ['datagrams with flags', 's.sendto(data, 0, (key.decode(), 9898))'],
  ['datagrams to an address that is put together before', 'to = (key.decode(), 53)\ns.sendto(data, to)'],
  ['connections', 's.connect((key.decode(), 9898))'],
])('the address of %s is told where it was decoded', async (_, text) => {
  expect(await found(text)).toBe(1);
});
