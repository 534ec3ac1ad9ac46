"""Word and Excel files with the same bytes every time: they are archives that note when they were written."""

import re
from datetime import date
from io import BytesIO
from zipfile import ZIP_DEFLATED, ZipFile, ZipInfo

_LONG_AGO = (2020, 3, 5, 0, 0, 0)
"""The day of NĐ 30/2020, for entries of the archive and for papers without a day of issue."""
_FACTS = "docProps/core.xml"
_TIMES = re.compile(rb"(<dcterms:(created|modified)[^>]*>)[^<]*(</dcterms:\2>)")


def steady(data: bytes, on: date | None) -> bytes:
    """Return the file with the day of issue as the day it was made, and nothing of the clock in it."""
    day = (on or date(*_LONG_AGO[:3])).isoformat().encode()
    target = BytesIO()
    with ZipFile(BytesIO(data)) as old, ZipFile(target, "w", ZIP_DEFLATED) as new:
        for name in old.namelist():
            content = old.read(name)
            if name == _FACTS:
                content = _TIMES.sub(rb"\g<1>" + day + rb"T00:00:00Z\g<3>", content)
            entry = ZipInfo(name, _LONG_AGO)
            entry.compress_type = ZIP_DEFLATED
            new.writestr(entry, content)
    return target.getvalue()
