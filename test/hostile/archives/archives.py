"""The other reader: makes honest seeds, and reads archives as pip does, with Python's own modules.

`archives.py seeds FOLDER` writes the seeds. `archives.py pack LIST` compresses files in place; its lines are a path and, behind a
tab, a key of PACKERS (`unchecked.xz` has no checksums, so that damaged data reach the tar). `archives.py read LIST` takes a file with one path a line and prints one JSON
object: each path with its members (name, SHA-256 or null, target of a link or null), or with an error.
"""

import bz2
import hashlib
import io
import json
import lzma
import posixpath
import sys
import tarfile
import warnings
import zipfile

FILES = [
    ("garden-1.0/setup.py", b"from setuptools import setup\nsetup()\n"),
    ("garden-1.0/garden/__init__.py", b"flowers = 1\n" * 40),
    ("garden-1.0/garden/empty.py", b""),
    ("garden-1.0/garden/gr\u00fcn/" + "long" * 20 + ".txt", b"x" * 700),
]


PACKERS = {
    "bz2": bz2.compress,
    "xz": lzma.compress,
    "unchecked.xz": lambda data: lzma.compress(data, check=lzma.CHECK_NONE),
    "crc32.xz": lambda data: lzma.compress(data, check=lzma.CHECK_CRC32),
    "sha256.xz": lambda data: lzma.compress(data, check=lzma.CHECK_SHA256),
    "lzma": lambda data: lzma.compress(data, format=lzma.FORMAT_ALONE),
}


class Stream(io.RawIOBase):
    """A file that cannot seek, so that sizes are written behind the data."""

    def __init__(self, path):
        self.file = open(path, "wb")

    def writable(self):
        return True

    def write(self, data):
        return self.file.write(data)

    def close(self):
        self.file.close()
        super().close()


def fill_zip(archive, method, force=False):
    folder = zipfile.ZipInfo("garden-1.0/")
    archive.writestr(folder, b"")
    for name, data in FILES:
        info = zipfile.ZipInfo(name)
        info.compress_type = method
        with archive.open(info, "w", force_zip64=force) as member:
            member.write(data)


def make_zips(folder):
    for name, method, force in [("stored", 0, False), ("deflated", 8, False), ("zip64", 8, True)]:
        with zipfile.ZipFile(f"{folder}/{name}.zip", "w") as archive:
            fill_zip(archive, method, force)
            archive.comment = b"a comment" if name == "stored" else b""
    stream = Stream(f"{folder}/streamed.zip")
    with zipfile.ZipFile(stream, "w") as archive:
        fill_zip(archive, 8)
    stream.close()
    with open(f"{folder}/streamed.zip", "rb") as file:
        inner = file.read()
    with zipfile.ZipFile(f"{folder}/nested.zip", "w") as archive:
        archive.writestr(zipfile.ZipInfo("inner.zip"), inner)
        archive.writestr(zipfile.ZipInfo("after.py"), b"after = 1\n")


def make_tars(folder):
    formats = {"ustar": tarfile.USTAR_FORMAT, "gnu": tarfile.GNU_FORMAT, "pax": tarfile.PAX_FORMAT}
    for name, form in formats.items():
        for suffix, mode in [("tar", "w"), ("tar.gz", "w:gz")]:
            with tarfile.open(f"{folder}/{name}.{suffix}", mode, format=form, encoding="utf-8") as archive:
                fill_tar(archive, form)
        for kind in PACKERS if name == "pax" else []:
            with open(f"{folder}/{name}.tar", "rb") as tar, open(f"{folder}/{name}.tar.{kind}", "wb") as packed:
                packed.write(PACKERS[kind](tar.read()))


def fill_tar(archive, form):
    folder = tarfile.TarInfo("garden-1.0")
    folder.type = tarfile.DIRTYPE
    archive.addfile(folder)
    for name, data in FILES:
        info = tarfile.TarInfo(name)
        info.size = len(data)
        info.mtime = 1.5 if form == tarfile.PAX_FORMAT else 1
        archive.addfile(info, io.BytesIO(data))
    for name, kind, target in [("soft", tarfile.SYMTYPE, "garden/empty.py"), ("hard", tarfile.LNKTYPE, "garden-1.0/setup.py")]:
        info = tarfile.TarInfo(f"garden-1.0/{name}")
        info.type, info.linkname = kind, target
        archive.addfile(info)


def digest(data):
    return hashlib.sha256(data).hexdigest()


def read_zip(path):
    with zipfile.ZipFile(path) as archive:
        members = [(info, archive.read(info)) for info in archive.infolist()]
        return [[info.filename, digest(data), None] for info, data in members if not info.is_dir()]


def read_tar(path):
    with tarfile.open(path, encoding="utf-8") as archive:
        return [tar_member(archive, member) for member in archive if not member.isdir()]


def tar_member(archive, member):
    name = member.name
    while name.startswith("./"):
        name = name[2:]
    if member.issym():
        return [name, None, posixpath.normpath(posixpath.join(posixpath.dirname(name), member.linkname))]
    if member.islnk():
        return [name, None, posixpath.normpath(member.linkname)]
    if not member.isfile():
        return [name, "neither file nor link", None]
    with archive.extractfile(member) as file:
        return [name, digest(file.read()), None]


def pack(path, kind):
    with open(path, "rb") as file:
        data = file.read()
    with open(path, "wb") as file:
        file.write(PACKERS[kind](data))


def lines(path):
    with open(path, encoding="utf-8") as file:
        return file.read().splitlines()


def read(path):
    # The order in which pip asks.
    try:
        return {"members": read_zip(path) if zipfile.is_zipfile(path) else read_tar(path)}
    except Exception as error:  # whatever a damaged archive provokes, struct.error for one
        return {"error": f"{type(error).__name__}: {error}"}


warnings.simplefilter("ignore")
if sys.argv[1] == "seeds":
    make_zips(sys.argv[2])
    make_tars(sys.argv[2])
elif sys.argv[1] == "pack":
    for line in lines(sys.argv[2]):
        pack(*line.split("\t"))
else:
    json.dump({path: read(path) for path in lines(sys.argv[2])}, sys.stdout)
