"""Zips a folder: names in order and one time for all, so that the same files are the same bytes. archive.py FOLDER FILE"""
import pathlib
import sys
import zipfile

folder, target = pathlib.Path(sys.argv[1]), sys.argv[2]
with zipfile.ZipFile(target, "w", zipfile.ZIP_DEFLATED, compresslevel=9) as archive:
    for path in sorted(one for one in folder.rglob("*") if one.is_file()):
        entry = zipfile.ZipInfo(path.as_posix(), (1980, 1, 1, 0, 0, 0))
        entry.compress_type = zipfile.ZIP_DEFLATED
        entry.external_attr = (path.stat().st_mode & 0xFFFF) << 16
        archive.writestr(entry, path.read_bytes())
