#!/usr/bin/python3
"""Drives a running LibreOffice over UNO: libreoffice_import.py PIPE FOLDER"""
import csv
import pathlib
import sys
import time

import uno
from com.sun.star.beans import PropertyValue
from com.sun.star.connection import NoConnectException
from com.sun.star.sheet.DataImportMode import SQL, TABLE


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


def register(context, folder):
    """A Base document for the data source, registered under the name that Calc imports by."""
    databases = context.ServiceManager.createInstanceWithContext("com.sun.star.sdb.DatabaseContext", context)
    source = databases.createInstance()
    source.URL = "sdbc:odbc:AssetsDemo"
    url = (folder / "assets.odb").as_uri()
    source.DatabaseDocument.storeAsURL(url, ())
    databases.registerObject("Assets", source)
    return source


def read_with_base(source):
    connection = source.getConnection("", "")
    names = set(connection.getTables().getElementNames())
    check(any(name.endswith("Objects") for name in names), f"Base lists the tables: {sorted(names)}")
    result = connection.createStatement().executeQuery(
        "SELECT Id, ObjectKey, Name, Created, HasAvatar FROM Objects ORDER BY Id")
    rows = []
    while result.next():
        rows.append((result.getLong(1), result.getString(2), result.getString(3), result.getTimestamp(4).Year))
    check(len(rows) > 250, f"Base reads every row, got {len(rows)}")
    check(len({row[0] for row in rows}) == len(rows), "each row once")
    check(any(ord(c) > 0xFFFF for row in rows for c in row[2]), "Base reads unicode")
    check(all(2000 < row[3] < 2100 for row in rows), "Base reads timestamps")
    prepared = connection.prepareStatement("SELECT Name FROM Objects WHERE ObjectKey = ?")
    prepared.setString(1, rows[0][1])
    found = prepared.executeQuery()
    check(found.next() and found.getString(1) == rows[0][2], "Base reads with a parameter")
    count = connection.createStatement().executeQuery('SELECT COUNT( * ) "n" FROM "Assets"."Objects"')
    check(count.next() and count.getLong(1) == len(rows), "Base counts")
    connection.close()
    return rows


def read_table_design(context):
    """What Base does when a user opens a table: a row set over the table itself, with its own cursor."""
    row_set = context.ServiceManager.createInstanceWithContext("com.sun.star.sdb.RowSet", context)
    row_set.DataSourceName = "Assets"
    row_set.CommandType = 0
    row_set.Command = "Assets.Schemas"
    row_set.execute()
    names = []
    while row_set.next():
        names.append(row_set.getString(row_set.findColumn("Name")))
    check(len(names) >= 2, f"Base opens a table: {names}")
    row_set.last()
    check(row_set.getRow() == len(names), "Base moves to the last row")
    row_set.first()
    check(row_set.getString(row_set.findColumn("Name")) == names[0], "Base moves back to the first row")
    row_set.dispose()


def import_into_calc(context, folder, rows):
    desktop = context.ServiceManager.createInstanceWithContext("com.sun.star.frame.Desktop", context)
    document = desktop.loadComponentFromURL("private:factory/scalc", "_blank", 0, properties(Hidden=True))
    sheet = document.Sheets.getByIndex(0)
    target = sheet.getCellRangeByName("A1")
    target.doImport(properties(DatabaseName="Assets", SourceType=SQL, IsNative=True,
                               SourceObject="SELECT Id, ObjectKey, Name, Created FROM Objects ORDER BY Id"))
    document.Sheets.insertNewByName("Schemas", 1)
    second = document.Sheets.getByName("Schemas").getCellRangeByName("A1")
    second.doImport(properties(DatabaseName="Assets", SourceType=TABLE, SourceObject="Assets.Schemas"))
    check(document.Sheets.getByName("Schemas").getCellRangeByName("A1").String == "Id", "Calc imports a table")
    document.storeAsURL((folder / "assets.ods").as_uri(), ())
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
    source = register(context, folder)
    rows = read_with_base(source)
    read_table_design(context)
    import_into_calc(context, folder, rows)
    print(f"LibreOffice: {len(rows)} rows in Base and in a spreadsheet, all as expected")


main()
