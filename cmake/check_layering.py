#!/usr/bin/env python3
"""Refuses includes against the layer order, and messages that are not ASCII: check_layering.py SOURCE_FOLDER

Rules, as data below: which module may include which, and where each outside library may be used. A message of ours goes
through driver managers in any locale, and one of them leaves garbage where it meets a character that the locale lacks.
Prints each violation as file:line, and exits with 1 when there is one.
"""
import re
import sys
from pathlib import Path

# Module -> modules it may include besides itself. Production code never includes tests.
MAY_INCLUDE = {
    "common": set(),
    "assets": {"common"},
    "schema": {"assets", "common"},
    "sqlengine": {"schema", "common"},
    "driver": {"sqlengine", "schema", "common"},
    "installer": {"assets", "schema", "common"},
}

# Single files that may include more: the session puts all modules together.
EXCEPTIONS = {"driver/session": {"assets"}}

# Outside headers -> the only places that may include them (a folder with "/", or a file without its ending).
OUTSIDE = {
    r"sqlite3(ext)?\.h": ["sqlengine/"],
    r"curl/.*": ["assets/"],
    r"rapidjson/.*": ["assets/"],
    r"openssl/.*": ["assets/http/"],
    r"(sql|sqlext|sqltypes|sqlucode)\.h": ["driver/", "installer/command/"],
    r"odbcinst(ext)?\.h": ["common/config/dsn", "installer/"],
    r"httplib\.h": [],
}

# Programs that write documents, which are UTF-8.
WRITES_DOCUMENTS = {"installer/property_pages.cpp"}
WIDE_MESSAGE = re.compile(r'"[^"]*[^\x00-\x7f][^"]*"')

INCLUDE = re.compile(r'^\s*#\s*include\s*([<"])([^>"]+)[>"]')
ENDINGS = {".h", ".hpp", ".cpp", ".cc"}


def wrong_reason(file: str, target: str, is_quoted: bool):
    """Why the file (relative to the root) may not include the target; None when it may."""
    for pattern, places in OUTSIDE.items():
        if re.fullmatch(pattern, target):
            stem = file.rsplit(".", 1)[0]
            if not any(file.startswith(p) if p.endswith("/") else stem == p for p in places):
                return f"{target} may be included only in {', '.join(places) or 'tests'}"
            return None
    module, wanted = file.split("/", 1)[0], target.split("/", 1)[0]
    if "/" not in target:
        return "includes are written from the repository's root" if is_quoted else None
    if wanted == "tests":
        return "production code does not include tests"
    if wanted not in MAY_INCLUDE:
        return None if not is_quoted else "there is no such module"
    allowed = MAY_INCLUDE[module] | EXCEPTIONS.get(file.rsplit(".", 1)[0], set()) | {module}
    return None if wanted in allowed else f"{module} may not include {wanted}"


def sources(root: Path):
    for module in sorted(MAY_INCLUDE):
        for path in sorted((root / module).rglob("*")):
            if path.suffix in ENDINGS and path.is_file():
                yield path


def violations(root: Path):
    for path in sources(root):
        file = path.relative_to(root).as_posix()
        for number, line in enumerate(path.read_text(encoding="utf-8").splitlines(), 1):
            match = INCLUDE.match(line)
            reason = match and wrong_reason(file, match.group(2), match.group(1) == '"')
            if reason:
                yield f"{file}:{number}: {line.strip()}: {reason}"
            code = line.split("//")[0] if "://" not in line else line
            if WIDE_MESSAGE.search(code) and file not in WRITES_DOCUMENTS:
                yield f"{file}:{number}: {line.strip()}: messages are written in ASCII"


def main(arguments):
    if len(arguments) != 1 or not Path(arguments[0]).is_dir():
        print(__doc__, file=sys.stderr)
        return 2
    root = Path(arguments[0])
    if not any(True for _ in sources(root)):
        print(f"{root} holds no modules", file=sys.stderr)
        return 2
    found = list(violations(root))
    print("\n".join(found) if found else "all includes follow the layer order, and all messages are ASCII")
    return 1 if found else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
