"""Unpacks a judged source archive: unpack.py ARCHIVE SHA256 FOLDER.

The archive has one reading only, or depsec would have refused it. It is read from a nameless copy whose digest was compared, so that what is
unpacked is what was judged. The one folder that all of it lies in, if there is one, becomes FOLDER.
"""
import hashlib
import os
import shutil
import stat
import sys
import tarfile
import tempfile
import zipfile

CHUNK = 1 << 20


def judged_copy(path, digest):
    copy = tempfile.TemporaryFile()
    seen = hashlib.sha256()
    with open(path, 'rb') as file:
        for chunk in iter(lambda: file.read(CHUNK), b''):
            seen.update(chunk)
            copy.write(chunk)
    if seen.hexdigest() != digest:
        sys.exit('depsec-changed: %s is not the file that was judged' % os.path.basename(path))
    copy.seek(0)
    return copy


def inside(folder, name):
    path = os.path.realpath(os.path.join(folder, name))
    if path != folder and not path.startswith(folder + os.sep):
        sys.exit('depsec-changed: %r leads out of the archive' % name)
    return path


def unzip(file, folder):
    with zipfile.ZipFile(file) as archive:
        for info in archive.infolist():
            path = inside(folder, info.filename)
            if info.filename.endswith('/'):
                os.makedirs(path, exist_ok=True)
                continue
            os.makedirs(os.path.dirname(path), exist_ok=True)
            with archive.open(info) as source, open(path, 'wb') as target:
                shutil.copyfileobj(source, target)
            mode = info.external_attr >> 16
            if stat.S_ISREG(mode) and mode & 0o111:
                os.chmod(path, 0o755)


def untar(file, folder):
    with tarfile.open(fileobj=file) as archive:
        if hasattr(tarfile, 'data_filter'):
            archive.extractall(folder, filter='data')
            return
        for member in archive:
            path = inside(folder, member.name)
            # Where Python cannot check links itself, they are left out; judging has told of them.
            if member.isdir() or member.isfile():
                member.mode = 0o755 if member.isdir() or member.mode & 0o111 else 0o644
                archive.extract(member, folder, set_attrs=False)
                os.chmod(path, member.mode)


def lift_only_folder(folder):
    names = os.listdir(folder)
    inner = os.path.join(folder, names[0]) if len(names) == 1 else ''
    if not os.path.isdir(inner) or os.path.islink(inner):
        return
    aside = folder + '.aside'
    os.rename(inner, aside)
    os.rmdir(folder)
    os.rename(aside, folder)


def main(path, digest, folder):
    os.mkdir(folder)
    folder = os.path.realpath(folder)
    with judged_copy(path, digest) as file:
        if zipfile.is_zipfile(file):
            unzip(file, folder)
        else:
            file.seek(0)
            untar(file, folder)
    lift_only_folder(folder)


main(*sys.argv[1:])
