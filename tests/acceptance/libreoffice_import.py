#!/usr/bin/python3
"""Drives a running LibreOffice over UNO: libreoffice_import.py PIPE FOLDER"""
import csv
import os
import pathlib
import sys
import time

import uno
from com.sun.star.beans import PropertyValue
from com.sun.star.connection import NoConnectException
from com.sun.star.sdbc import SQLException
from com.sun.star.sheet.DataImportMode import SQL, TABLE

from site_log import clear_requests, requests

LONG = "ä日x😀" * 25000


def check(condition, what):
    if not condition:
        sys.exit(f"FAILED: {what}")


def properties(**values):
    return tuple(PropertyValue(name, 0, value, 0) for name, value in values.items())


def connect(pipe):
    local = uno.getComponentContext()
    resolver = local.ServiceManager.createInstanceWithContext("com.sun.star.bridge.UnoUrlResolver", local)
    for _ in range(240):
        try:
            return resolver.resolve(f"uno:pipe,name={pipe};urp;StarOffice.ComponentContext")
        except NoConnectException:
            time.sleep(0.25)
    sys.exit("FAILED: LibreOffice did not start")


def register(context, folder, name):
    """A Base document for the data source, registered under the name that Calc imports by."""
    databases = context.ServiceManager.createInstanceWithContext("com.sun.star.sdb.DatabaseContext", context)
    source = databases.createInstance()
    source.URL = f"sdbc:odbc:{name}"
    source.DatabaseDocument.storeAsURL((folder / f"{name}.odb").as_uri(), ())
    databases.registerObject(name, source)
    return source


def statements():
    with open(os.environ["STATEMENTS"], encoding="utf-8") as file:
        return dict(line.rstrip("\n").split("\t", 1) for line in file)


def read_types(connection, sql):
    row = connection.createStatement().executeQuery(sql["types"])
    check(row.next(), "Base reads a row of every type")
    got = [row.getLong(1), row.getInt(2), row.getDouble(3), row.getBoolean(4)]
    check(got == [9223372036854775807, -2147483647, 0.1, True], f"Base reads numbers: {got}")
    day, clock, moment = row.getDate(5), row.getTime(6), row.getTimestamp(7)
    check((day.Year, day.Month, day.Day) == (2024, 2, 29), f"Base reads dates: {day}")
    check((clock.Hours, clock.Minutes, clock.Seconds) == (23, 59, 58), f"Base reads times: {clock}")
    check((moment.Year, moment.Day, moment.Seconds, moment.NanoSeconds) == (2024, 29, 58, 123000000),
          f"Base reads timestamps: {moment}")
    texts = [row.getString(column) for column in (8, 10)]  # of SQL_GUID, column 9, LibreOffice makes no text
    check(texts == ["12345678901.2340", "Zoë 日本 😀"], f"Base reads {texts}")
    row = connection.createStatement().executeQuery(sql["nulls"])
    check(row.next(), "Base reads a row of NULLs")
    for column in range(1, 11):
        row.getString(column)
        check(row.wasNull(), f"Base reads NULL in column {column}")
    row = connection.createStatement().executeQuery(sql["long"])
    check(row.next() and row.getString(1) == LONG, "Base reads a text of 100,000 characters")


def read_objects(connection):
    result = connection.createStatement().executeQuery(
        "SELECT Id, ObjectKey, Name, Created, HasAvatar FROM Objects ORDER BY Id")
    rows = []
    while result.next():
        rows.append((result.getLong(1), result.getString(2), result.getString(3), result.getTimestamp(4).Year))
    check(len({row[0] for row in rows}) == len(rows) == 280, f"Base reads each row once, got {len(rows)}")
    check(any(row[2] == "Launchpad 🚀" for row in rows), "Base reads unicode")
    check(all(2000 < row[3] < 2100 for row in rows), "Base reads timestamps")
    count = connection.createStatement().executeQuery('SELECT COUNT( * ) "n" FROM "Assets"."Objects"')
    check(count.next() and count.getLong(1) == len(rows), "Base counts")
    return rows


def read_object_types(connection, sql):
    names = set(connection.getTables().getElementNames())
    check({"ITSM.Laptops", "ITSM.Laptops_MAC Addresses", "HR.People"} <= names, f"Base lists the object types: {names}")
    laptops = connection.createStatement().executeQuery('SELECT * FROM "ITSM"."Laptops"')
    count = 0
    while laptops.next():
        count += 1
    check(count == 49, f"Base reads an object type: {count} rows")
    pivot, offices = connection.createStatement().executeQuery(sql["pivot"]), {}
    while pivot.next():
        offices[pivot.getString(1)] = [pivot.getLong(column) for column in (2, 3, 4)]
    check(offices["Boston"] == [7, 1, 8], f"Base counts laptops by office and status: {offices}")
    joined, rows = connection.createStatement().executeQuery(sql["threeway"]), []
    while joined.next():
        rows.append((joined.getString(1), joined.getString(2), joined.getString(3), joined.getDate(4).Year))
    check(len(rows) == 41 and ("HAM-LT-001", "Ingrid Larkfield", "Hamburg", 2024) in rows, f"Base joins: {rows}")


def read_with_parameters(connection, sql):
    for name, value, expected in (("key", "ITSM-279", "Launchpad 🚀"), ("echo", "Zoë 日本 😀", "Zoë 日本 😀"),
                                  ("echo", LONG, LONG)):
        prepared = connection.prepareStatement(sql[name])
        prepared.setString(1, value)
        found = prepared.executeQuery()
        check(found.next() and found.getString(1) == expected, f"Base reads with a parameter: {name}")
    prepared = connection.prepareStatement(sql["id"])
    prepared.setLong(1, 279)
    found = prepared.executeQuery()
    check(found.next() and found.getString(1) == "Launchpad 🚀", "Base reads with a number")


def read_errors(connection, sql):
    for name, state in (("missing", "42S02"), ("syntax", "42000")):
        try:
            connection.createStatement().executeQuery(sql[name])
        except SQLException as error:
            check(error.SQLState == state, f"{sql[name]}: {error.SQLState} {error.Message}")
        else:
            sys.exit(f"FAILED: {sql[name]} was accepted")


def read_with_base(source):
    connection = source.getConnection("", "")
    names = set(connection.getTables().getElementNames())
    check({"Assets.Objects", "Assets.Schemas"} <= names, f"Base lists the tables: {sorted(names)}")
    sql = statements()
    read_types(connection, sql)
    rows = read_objects(connection)
    read_object_types(connection, sql)
    read_with_parameters(connection, sql)
    read_errors(connection, sql)
    connection.close()
    return rows


def open_table(context, name):
    """What Base does when a user opens a table: a row set over the table itself, with its own cursor."""
    row_set = context.ServiceManager.createInstanceWithContext("com.sun.star.sdb.RowSet", context)
    row_set.DataSourceName = name
    row_set.CommandType = 0
    row_set.Command = "Assets.Objects"
    row_set.FetchSize = 40
    row_set.execute()
    clear_requests()
    keys = []
    while row_set.next():
        keys.append(row_set.getString(row_set.findColumn("ObjectKey")))
    check(len(set(keys)) == 280, f"Base opens a table: {len(keys)} rows")
    row_set.last()
    check(row_set.getRow() == len(keys), "Base moves to the last row")
    row_set.first()
    check(row_set.getString(row_set.findColumn("ObjectKey")) == keys[0], "Base moves back to the first row")
    asked = requests()
    check(len(asked) <= 2, f"Base reads a table at once, not row by row: {len(asked)} requests {asked[:20]}")
    row_set.dispose()


def import_into_calc(context, folder, name, rows):
    desktop = context.ServiceManager.createInstanceWithContext("com.sun.star.frame.Desktop", context)
    document = desktop.loadComponentFromURL("private:factory/scalc", "_blank", 0, properties(Hidden=True))
    target = document.Sheets.getByIndex(0).getCellRangeByName("A1")
    clear_requests()
    target.doImport(properties(DatabaseName=name, SourceType=SQL, IsNative=True,
                               SourceObject="SELECT Id, ObjectKey, Name, Created FROM Objects ORDER BY Id"))
    native = requests()
    check(len(native) <= 4, f"Calc imports a query with few requests: {len(native)} {native[:20]}")
    document.Sheets.insertNewByName("Objects", 1)
    second = document.Sheets.getByName("Objects").getCellRangeByName("A1")
    clear_requests()
    second.doImport(properties(DatabaseName=name, SourceType=TABLE, SourceObject="Assets.Objects"))
    table = requests()
    check(len(table) <= 4, f"Calc imports a table with few requests: {len(table)} {table[:20]}")
    ids = [row[0] for row in document.Sheets.getByName("Objects").getCellRangeByName("A2:A281").DataArray]
    check(sorted(ids) == [row[0] for row in rows], f"Calc imports a table: {ids[:5]}")
    document.storeToURL((folder / "assets.csv").as_uri(),
                        properties(FilterName="Text - txt - csv (StarCalc)", FilterOptions="44,34,76,1"))
    document.close(True)
    with open(folder / "assets.csv", encoding="utf-8", newline="") as file:
        imported = list(csv.reader(file))
    check(imported[0] == ["Id", "ObjectKey", "Name", "Created"], f"header: {imported[0]}")
    check(len(imported) - 1 == len(rows), f"Calc imports {len(rows)} rows, got {len(imported) - 1}")
    for got, expected in zip(imported[1:], rows):
        check((int(got[0]), got[1], got[2]) == expected[:3], f"row {expected} arrived as {got}")


def main():
    context = connect(sys.argv[1])
    folder = pathlib.Path(sys.argv[2])
    for name in ("AssetsDemo", "AssetsDataCenter"):
        rows = read_with_base(register(context, folder, name))
        open_table(context, name)
        import_into_calc(context, folder, name, rows)
    print(f"LibreOffice: {len(rows)} rows in Base and in a spreadsheet, all as expected")


main()
