/** What a word in a file stands for, as bits that are gathered over the file. See src/python/glance/could-matter.ts for what follows from them. */
export const CONCERN = {
  /** Reason enough to read the file as a whole. */
  read: 1,
  /** Runs data as code. */
  exec: 2,
  /** Makes unreadable data readable, or brings data in from outside. */
  source: 4,
  /** Reads files. */
  opens: 32768,
  /** Writes, copies or moves files. */
  file: 8,
  /** A text that is a path in a folder of the system. */
  systemPath: 32,
  /** A path of a file that Python reads when it starts, in two halves. */
  pth: 64,
  sitePackages: 128,
  /** Imports a module that has powerful members. */
  imported: 256,
  /** Does with such a module what can hide the member that is meant. */
  handedOn: 512,
  /** A text with a name in it that in code would be reason enough. */
  named: 1024,
  /** Imports a module that is worth a remark, and no more. */
  remark: 65536,
  /** Decodes what could be a name. */
  decodes: 16384,
  /** A text that could be what is decoded. */
  coded: 131072,
  /** Imports a module that can carry something away among other things. */
  client: 2097152,
  /** What nobody should send: who the user is, his keys, the whole environment. */
  secret: 1048576,
  /** A word that packers leave in what they make. */
  packer: 262144,
  /** Takes a member of something by a name. */
  byName: 2048,
  /** Deletes files. */
  deletes: 4096,
  /** Goes to the folder where everything lies that the user has, or to the root of a disk. */
  userRoot: 8192,
  /** Goes through folders with all that lies below. */
  walks: 524288,
  /** A text that is the name of an archive which modules can be imported from. */
  packed: 4194304,
  /** Says where modules are looked for. */
  placed: 8388608,
} as const;
