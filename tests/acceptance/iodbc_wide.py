"""A wide (Unicode) application over iODBC, whose SQLWCHAR has four bytes: called by driver_managers.sh, which set up the data source.

Debian builds no iodbctestw, so this plays its part, and more: it calls the manager by ctypes, as no Python driver does.
"""
import ctypes
import os
import sys
from ctypes import byref, c_int, c_long, c_short, c_size_t, c_void_p, c_wchar, create_unicode_buffer, sizeof

iodbc = ctypes.CDLL("libiodbc.so.2")
for name in ("SQLAllocHandle", "SQLFreeHandle", "SQLSetEnvAttr", "SQLDriverConnectW", "SQLDisconnect", "SQLExecDirectW",
             "SQLPrepareW", "SQLExecute", "SQLFetch", "SQLGetData", "SQLBindCol", "SQLBindParameter", "SQLDescribeColW",
             "SQLColAttributeW", "SQLGetInfoW", "SQLGetDiagRecW", "SQLErrorW", "SQLFreeStmt", "SQLTablesW", "SQLNativeSqlW",
             "SQLAllocEnv", "SQLAllocConnect", "SQLAllocStmt", "SQLColAttributesW", "SQLGetCursorNameW", "SQLSetCursorNameW",
             "SQLGetFunctions", "SQLGetTypeInfoW", "SQLSetConnectAttrW", "SQLGetConnectAttrW"):
    getattr(iodbc, name).restype = c_short
assert sizeof(c_wchar) == 4

ENV, DBC, STMT = 1, 2, 3
NTS, NULL_DATA, NO_DATA, ERROR, SUCCESS_WITH_INFO = -3, -1, 100, -1, 1
C_WCHAR, WVARCHAR, CHAR = -8, -9, 1
TEXT = "Zoë Müller, 日本, 😀🂡 – ẞ"


def diagnostics(kind, handle):
    records = []
    while True:
        state, native, message, length = create_unicode_buffer(6), c_int(), create_unicode_buffer(2000), c_short()
        result = iodbc.SQLGetDiagRecW(c_short(kind), handle, c_short(len(records) + 1), state, byref(native), message,
                                      c_short(2000), byref(length))
        if result not in (0, 1):
            return records
        assert length.value == len(message.value), (length.value, message.value)
        records.append((state.value, message.value))


def check(result, kind, handle, allowed=(0, 1)):
    if result not in allowed:
        sys.exit(f"returned {result}: {diagnostics(kind, handle)}")
    return result


def connected(version=3):
    env, dbc = c_void_p(), c_void_p()
    check(iodbc.SQLAllocHandle(c_short(ENV), None, byref(env)), ENV, env)
    check(iodbc.SQLSetEnvAttr(env, c_int(200), c_void_p(version), c_int(0)), ENV, env)
    check(iodbc.SQLAllocHandle(c_short(DBC), env, byref(dbc)), DBC, dbc)
    out, length = create_unicode_buffer(1000), c_short()
    check(iodbc.SQLDriverConnectW(dbc, None, "DSN=AssetsDemo", c_short(NTS), out, c_short(1000), byref(length),
                                  c_short(0)), DBC, dbc)
    assert out.value.startswith("DSN=AssetsDemo"), out.value
    assert length.value == 4 * len(out.value), (length.value, out.value)  # iODBC itself makes bytes of it
    return env, dbc


def statement(dbc):
    stmt = c_void_p()
    check(iodbc.SQLAllocHandle(c_short(STMT), dbc, byref(stmt)), DBC, dbc)
    return stmt


def execute(stmt, sql):
    check(iodbc.SQLExecDirectW(stmt, sql, c_int(NTS)), STMT, stmt)


def column(stmt, number, size=64):
    """One value by SQLGetData in pieces of `size` characters; the lengths must tell what is left, in bytes."""
    text, expected = "", None
    while True:
        piece, length = create_unicode_buffer(size), c_long()
        result = iodbc.SQLGetData(stmt, c_short(number), c_short(C_WCHAR), piece, c_long(size * 4), byref(length))
        if check(result, STMT, stmt, (0, 1, NO_DATA)) == NO_DATA or length.value == NULL_DATA:
            return text if expected is not None or text else None
        assert length.value % 4 == 0
        assert expected is None or length.value == expected, (length.value, expected)
        text += piece.value
        expected = length.value - len(piece.value) * 4
        if expected == 0:
            return text


def closed(stmt):
    check(iodbc.SQLFreeStmt(stmt, c_short(0)), STMT, stmt)


env, dbc = connected()
stmt = statement(dbc)

# Literals, in one piece and in many, also with a piece that is one character and its terminator.
execute(stmt, f"SELECT '{TEXT}' AS \"Größe 😀\", Name, NULL FROM Schemas ORDER BY Id")
check(iodbc.SQLFetch(stmt), STMT, stmt)
assert column(stmt, 1) == TEXT
assert column(stmt, 2)
assert column(stmt, 3) is None
name, length = create_unicode_buffer(50), c_short()
check(iodbc.SQLDescribeColW(stmt, c_short(1), name, c_short(50), byref(length), byref(c_short()), byref(c_size_t()),
                            byref(c_short()), byref(c_short())), STMT, stmt)
assert (name.value, length.value) == ("Größe 😀", 7), (name.value, length.value)
bytes_ = c_short()
check(iodbc.SQLColAttributeW(stmt, c_short(1), c_short(1011), name, c_short(200), byref(bytes_), None), STMT, stmt)
assert (name.value, bytes_.value) == ("Größe 😀", 28), (name.value, bytes_.value)
closed(stmt)
execute(stmt, f"SELECT '{TEXT}'")
check(iodbc.SQLFetch(stmt), STMT, stmt)
assert column(stmt, 1, 2) == TEXT
closed(stmt)

# 100,000 characters.
execute(stmt, "SELECT REPLACE(HEX(ZEROBLOB(50000)), '0', '日')")
check(iodbc.SQLFetch(stmt), STMT, stmt)
assert column(stmt, 1, 4096) == "日" * 100000
closed(stmt)

# A bound column, and parameters.
check(iodbc.SQLPrepareW(stmt, "SELECT ? || '|' || ?", c_int(NTS)), STMT, stmt)
first, second = create_unicode_buffer(TEXT), create_unicode_buffer("😀x")
ends, four = c_long(NTS), c_long(4)
for number, value, size in ((1, first, ends), (2, second, four)):
    check(iodbc.SQLBindParameter(stmt, c_short(number), c_short(1), c_short(C_WCHAR), c_short(WVARCHAR), c_size_t(100),
                                 c_short(0), value, c_long(0), byref(size)), STMT, stmt)
check(iodbc.SQLExecute(stmt), STMT, stmt)
bound, length = create_unicode_buffer(100), c_long()
check(iodbc.SQLBindCol(stmt, c_short(1), c_short(C_WCHAR), bound, c_long(400), byref(length)), STMT, stmt)
check(iodbc.SQLFetch(stmt), STMT, stmt)
assert bound.value == TEXT + "|😀", bound.value
assert length.value == 4 * len(bound.value)
closed(stmt)

# What is no character is refused, not repaired.
second[0] = "\ud800"
assert iodbc.SQLExecute(stmt) == ERROR
assert diagnostics(STMT, stmt)[0][0] == "22018"

# Errors: state and whole text.
other = statement(dbc)
assert iodbc.SQLExecDirectW(other, "SELECT * FROM \"Größe 😀\"", c_int(NTS)) == ERROR
state, message = diagnostics(STMT, other)[0]
assert state == "42S02" and "Größe 😀" in message, (state, message)

# Catalog functions, cursor names, SQLNativeSql, SQLGetInfo in bytes.
check(iodbc.SQLTablesW(other, None, c_short(0), "%", c_short(NTS), "Obj%", c_short(NTS), None, c_short(0)), STMT, other)
tables = set()
while iodbc.SQLFetch(other) != NO_DATA:
    tables.add(column(other, 3))
assert "Objects" in tables and all(table.startswith("Obj") for table in tables), tables
closed(other)
check(iodbc.SQLSetCursorNameW(other, "Zähler", c_short(NTS)), STMT, other)
length = c_short()
check(iodbc.SQLGetCursorNameW(other, name, c_short(50), byref(length)), STMT, other)
assert (name.value, length.value) == ("Zähler", 6)
native, size = create_unicode_buffer(200), c_int()
check(iodbc.SQLNativeSqlW(dbc, "SELECT {fn UCASE('ë😀')}", c_int(NTS), native, c_int(200), byref(size)), DBC, dbc)
assert "'ë😀'" in native.value and size.value == len(native.value), native.value
check(iodbc.SQLGetInfoW(dbc, c_short(6), name, c_short(200), byref(length)), DBC, dbc)
assert name.value.startswith("libassetsodbc") and length.value == 4 * len(name.value), (name.value, length.value)
check(iodbc.SQLGetTypeInfoW(other, c_short(0)), STMT, other)
check(iodbc.SQLFetch(other), STMT, other)
assert column(other, 1)
functions = (c_short * 250)()
check(iodbc.SQLGetFunctions(dbc, c_short(999), functions), DBC, dbc)
assert functions[11 >> 4] & (1 << (11 & 15)), "SQLExecDirect is told"

# unixODBC in the same process, while this connection is open: the same library, two-byte characters.
os.environ["ODBCINSTINI"] = "odbcinst.ini"  # a path to iODBC, a name to unixODBC
unix = ctypes.CDLL("libodbc.so.2")


def utf16(text):
    return ctypes.create_string_buffer(text.encode("utf-16-le") + b"\0\0")


env2, dbc2, stmt2 = c_void_p(), c_void_p(), c_void_p()
assert unix.SQLAllocHandle(c_short(ENV), None, byref(env2)) == 0
assert unix.SQLSetEnvAttr(env2, c_int(200), c_void_p(3), c_int(0)) == 0
assert unix.SQLAllocHandle(c_short(DBC), env2, byref(dbc2)) == 0
assert unix.SQLDriverConnectW(dbc2, None, utf16("DSN=AssetsDemo"), c_short(NTS), None, c_short(0), None, c_short(0)) in (0, 1)
assert unix.SQLAllocHandle(c_short(STMT), dbc2, byref(stmt2)) == 0
assert unix.SQLExecDirectW(stmt2, utf16(f"SELECT '{TEXT}'"), c_int(NTS)) == 0
assert unix.SQLFetch(stmt2) == 0
narrow, length = ctypes.create_string_buffer(200), c_long()
assert unix.SQLGetData(stmt2, c_short(1), c_short(C_WCHAR), narrow, c_long(200), byref(length)) == 0
assert narrow.raw[:length.value].decode("utf-16-le") == TEXT
closed(other)
execute(other, f"SELECT '{TEXT}'")
check(iodbc.SQLFetch(other), STMT, other)
assert column(other, 1) == TEXT
assert unix.SQLDisconnect(dbc2) == 0
check(iodbc.SQLDisconnect(dbc), DBC, dbc)

# An application of ODBC 2: SQLError, SQLColAttributes, the older states.
env, dbc, stmt = c_void_p(), c_void_p(), c_void_p()
assert iodbc.SQLAllocEnv(byref(env)) == 0
assert iodbc.SQLAllocConnect(env, byref(dbc)) == 0
out = create_unicode_buffer(1000)
check(iodbc.SQLDriverConnectW(dbc, None, "DSN=AssetsDemo", c_short(NTS), out, c_short(1000), byref(c_short()), c_short(0)),
      DBC, dbc)
assert iodbc.SQLAllocStmt(dbc, byref(stmt)) == 0
execute(stmt, f"SELECT '{TEXT}' AS \"Größe\"")
check(iodbc.SQLColAttributesW(stmt, c_short(1), c_short(1), name, c_short(200), byref(bytes_), byref(c_long())), STMT, stmt)
assert name.value == "Größe", name.value
check(iodbc.SQLFetch(stmt), STMT, stmt)
assert column(stmt, 1) == TEXT
closed(stmt)
assert iodbc.SQLExecDirectW(stmt, "SELECT * FROM NoSuchTable", c_int(NTS)) == ERROR
state, message = create_unicode_buffer(6), create_unicode_buffer(1000)
assert iodbc.SQLErrorW(None, None, stmt, state, byref(c_int()), message, c_short(1000), byref(c_short())) in (0, 1)
assert state.value == "S0002" and "NoSuchTable" in message.value, (state.value, message.value)
check(iodbc.SQLDisconnect(dbc), DBC, dbc)
print("a wide application over iODBC: all as expected")
