#!/usr/bin/python3
"""pyodbc and pandas against the demo site: what an analyst does in a notebook."""
import datetime
import sys

import pandas
import pyodbc


def check(condition, what):
    if not condition:
        sys.exit(f"FAILED: {what}")


def reading(connection):
    cursor = connection.cursor()
    rows = cursor.execute("SELECT Id, ObjectKey, Name, Created, HasAvatar FROM Objects ORDER BY Id").fetchall()
    check(len(rows) > 250, f"all objects arrive, got {len(rows)}")
    check(len({row.Id for row in rows}) == len(rows), "each object arrives once")
    row = rows[0]
    check(isinstance(row.Id, int) and isinstance(row.Created, datetime.datetime), "values have Python types")
    check(isinstance(row.HasAvatar, bool), "bits are booleans")
    check(cursor.execute("SELECT COUNT(*) FROM Objects").fetchval() == len(rows), "COUNT(*) agrees")
    check(any(ord(c) > 0xFFFF for r in rows for c in r.Name or ""), "an emoji arrives as one character")
    return rows


def parameters(connection, rows):
    cursor = connection.cursor()
    for row in rows[:5]:
        found = cursor.execute("SELECT Name FROM Objects WHERE ObjectKey = ?", row.ObjectKey).fetchall()
        check([r.Name for r in found] == [row.Name], f"parameter {row.ObjectKey}")
        found = cursor.execute("SELECT COUNT(*) FROM Objects WHERE Id = ? AND Created = ?", row.Id, row.Created)
        check(found.fetchval() == 1, f"timestamp parameter {row.Created}")
    check(cursor.execute("SELECT ?", "Zoë 日本 😀").fetchval() == "Zoë 日本 😀", "unicode parameter")
    check(cursor.execute("SELECT COUNT(*) FROM Objects WHERE Name = ?", None).fetchval() == 0, "NULL parameter")
    for length in range(2040, 2052):  # a surrogate pair on the edge of the 4096 bytes that pyodbc reads first
        edge = "x" * length + "😀" + "y" * (length % 3)
        check(cursor.execute("SELECT ?", edge).fetchval() == edge, f"a pair behind {length} characters")
    long_text = "ä😀" * 20000
    check(cursor.execute("SELECT ?", long_text).fetchval() == long_text, "long text both ways")


def metadata(connection):
    cursor = connection.cursor()
    names = {row.table_name for row in cursor.tables(tableType="TABLE")}
    check({"Objects", "Schemas", "ObjectTypes", "Attributes", "Icons"} <= names, f"tables: {names}")
    check({"Laptops", "Laptops_MAC Addresses", "People"} <= names, f"object types: {names}")
    keys = {(row.fkcolumn_name, row.pktable_name) for row in cursor.foreignKeys(foreignTable="Laptops", foreignSchema="ITSM")}
    check(("Owner_Id", "People") in keys, f"foreign keys: {keys}")
    columns = [row.column_name for row in cursor.columns(table="Objects")]
    check(columns[:2] == ["Id", "WorkspaceId"], f"columns: {columns}")
    check([row.column_name for row in cursor.primaryKeys("Objects")] == ["Id"], "primary key")
    check(connection.getinfo(pyodbc.SQL_DBMS_NAME) == "Assets", "SQL_DBMS_NAME")
    for constant in [name for name in dir(pyodbc) if name.startswith("SQL_")]:
        try:
            connection.getinfo(getattr(pyodbc, constant))
        except (pyodbc.Error, TypeError, ValueError, OverflowError):
            pass  # not every constant is an info type; none may crash


def errors(connection):
    cursor = connection.cursor()
    for sql, state in (("SELECT * FROM Nope", "42S02"), ("SELECT Nope FROM Objects", "42S22"), ("SELEC 1", "42000")):
        try:
            cursor.execute(sql)
        except pyodbc.ProgrammingError as error:
            check(error.args[0] == state, f"{sql}: {error}")
        else:
            sys.exit(f"FAILED: {sql} was accepted")
    check(cursor.execute("SELECT 1").fetchval() == 1, "the connection still works")


def frames(connection):
    frame = pandas.read_sql("SELECT t.Name AS Type, COUNT(*) AS Objects FROM Objects o "
                            "JOIN ObjectTypes t ON t.Id = o.ObjectTypeId GROUP BY t.Name ORDER BY t.Name", connection)
    check(frame["Objects"].sum() > 250 and str(frame["Objects"].dtype) == "int64", f"grouped frame\n{frame}")
    frame = pandas.read_sql("SELECT Created, Updated FROM Objects", connection)
    check(str(frame["Created"].dtype).startswith("datetime64"), f"timestamps\n{frame.dtypes}")
    laptops = pandas.read_sql('SELECT Location, Status, "Purchase Price", "Warranty Expires" FROM ITSM.Laptops', connection)
    check(len(laptops) == 49 and str(laptops["Purchase Price"].dtype) == "float64", f"laptops\n{laptops.dtypes}")
    pivot = laptops.pivot_table(index="Location", columns="Status", aggfunc="size", fill_value=0)
    check(pivot.loc["Boston", "In use"] == 7 and pivot.loc["Boston", "In stock"] == 1, f"pivot\n{pivot}")
    joined = pandas.read_sql('SELECT l.Name, p."Full Name", o.City FROM ITSM.Laptops l '
                             'JOIN HR.People p ON p.ObjectId = l.Owner_Id '
                             'JOIN HR.Offices o ON o.ObjectId = p.Office_Id', connection)
    check(len(joined) == 41 and {"Hamburg", "Boston"} <= set(joined["City"]), f"three-way join\n{joined}")
    schemas = pandas.read_sql("SELECT * FROM Schemas", connection)
    check(list(schemas["ObjectSchemaKey"]) and schemas["ObjectCount"].sum() > 250, f"schemas\n{schemas}")


def main():
    pyodbc.pooling = False
    for source in ("AssetsDemo", "AssetsDataCenter"):
        connection = pyodbc.connect(f"DSN={source}", autocommit=True)
        rows = reading(connection)
        parameters(connection, rows)
        metadata(connection)
        errors(connection)
        frames(connection)
        connection.close()
    try:
        pyodbc.connect("DSN=AssetsDemo;APIToken=wrong-token")
    except pyodbc.Error as error:
        check(error.args[0] == "28000", f"wrong token: {error}")
        check("wrong-token" not in str(error), "no secret in the message")
    else:
        sys.exit("FAILED: a wrong token was accepted")
    print("pyodbc and pandas: all as expected")


main()
