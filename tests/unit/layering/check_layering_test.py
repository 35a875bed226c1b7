#!/usr/bin/env python3
"""The layering check accepts what the architecture allows and refuses what it forbids, one small tree per case."""
import subprocess
import sys
import tempfile
import unittest
from pathlib import Path

CHECK = Path(__file__).resolve().parents[3] / "cmake" / "check_layering.py"

ALLOWED = [
    ("common/error.cpp", '#include "common/error.h"'),
    ("common/text.cpp", "#include <string>"),
    ("common/text.cpp", "#include <sys/stat.h>"),
    ("common/config/dsn.cpp", "#include <odbcinst.h>"),
    ("assets/client.cpp", '#include "common/error.h"'),
    ("assets/http/curl_transport.cpp", "#include <curl/curl.h>"),
    ("assets/json_decode.cpp", "#include <rapidjson/reader.h>"),
    ("schema/tables/objects.cpp", '#include "assets/client.h"'),
    ("sqlengine/query.cpp", '#include "schema/value.h"'),
    ("sqlengine/query.cpp", "#include <sqlite3.h>"),
    ("driver/api/execute.cpp", '#include "sqlengine/query.h"'),
    ("driver/api/execute.cpp", "#include <sqlext.h>"),
    ("driver/session.cpp", '#include "assets/client.h"'),
    ("driver/session.h", '#include "assets/client.h"'),
    ("installer/setup.cpp", '#include "common/config/connection_properties.h"'),
    ("installer/setup.cpp", "#include <odbcinst.h>"),
    ("tests/simulator/server.cpp", "#include <httplib.h>"),
    ("tests/simulator/server.cpp", '#include "assets/model.h"'),
]

FORBIDDEN = [
    ("common/error.cpp", '#include "assets/client.h"'),
    ("common/error.cpp", '  #  include "driver/text.h"'),
    ("common/config/connection_properties.cpp", "#include <odbcinst.h>"),
    ("common/unicode.cpp", "#include <sql.h>"),
    ("assets/client.cpp", '#include "schema/table.h"'),
    ("assets/client.cpp", "#include <sqlite3.h>"),
    ("assets/client.cpp", '#include "tests/simulator/site.h"'),
    ("assets/client.cpp", "#include <httplib.h>"),
    ("schema/catalog.cpp", '#include "sqlengine/engine.h"'),
    ("schema/catalog.h", "#include <rapidjson/document.h>"),
    ("schema/catalog.cpp", "#include <curl/curl.h>"),
    ("sqlengine/engine.cpp", '#include "assets/client.h"'),
    ("sqlengine/engine.cpp", '#include "driver/text.h"'),
    ("sqlengine/engine.cpp", "#include <sqlext.h>"),
    ("driver/api/execute.cpp", '#include "assets/client.h"'),
    ("driver/session_pool.cpp", '#include "assets/client.h"'),
    ("driver/api/execute.cpp", "#include <sqlite3.h>"),
    ("driver/api/execute.cpp", "#include <odbcinst.h>"),
    ("driver/api/execute.cpp", '#include "../text.h"'),
    ("driver/text.cpp", '#include "text.h"'),
    ("driver/text.cpp", '#include "installer/property_pages.h"'),
    ("installer/setup.cpp", '#include "driver/text.h"'),
    ("installer/setup.cpp", "#include <driver/text.h>"),
]


def run_on(files):
    with tempfile.TemporaryDirectory() as folder:
        for name, text in files:
            path = Path(folder) / name
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_text(text, encoding="utf-8")
        return subprocess.run([sys.executable, CHECK, folder], capture_output=True, text=True, check=False)


class CheckLayeringTest(unittest.TestCase):
    def test_allowed_includes_pass(self):
        for name, include in ALLOWED:
            with self.subTest(name=name, include=include):
                result = run_on([("common/any.h", "#pragma once\n"), (name, include + "\n")])
                self.assertEqual(result.returncode, 0, result.stdout + result.stderr)

    def test_forbidden_includes_are_named(self):
        for name, include in FORBIDDEN:
            with self.subTest(name=name, include=include):
                result = run_on([("common/any.h", "#pragma once\n"), (name, "#pragma once\n\n" + include + "\n")])
                self.assertEqual(result.returncode, 1, result.stdout + result.stderr)
                self.assertTrue(result.stdout.startswith(f"{name}:3: "), result.stdout)

    def test_all_wrong_includes_are_listed(self):
        result = run_on([(name, include) for name, include in FORBIDDEN[:1] + FORBIDDEN[4:5] + FORBIDDEN[8:9]])
        self.assertEqual(len(result.stdout.splitlines()), 3, result.stdout)

    def test_a_folder_without_modules_is_no_success(self):
        self.assertEqual(run_on([("readme.txt", "nothing")]).returncode, 2)
        self.assertEqual(subprocess.run([sys.executable, CHECK, "/nonexistent"], capture_output=True).returncode, 2)


if __name__ == "__main__":
    unittest.main()
