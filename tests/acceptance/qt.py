#!/usr/bin/python3
"""Qt's QODBC driver through PyQt5: wide functions, a static scrollable cursor unless forward-only is asked for."""
import os
import sys

from PyQt5.QtCore import QCoreApplication, QDateTime, Qt, QVariant
from PyQt5.QtSql import QSql, QSqlDatabase, QSqlQuery, QSqlTableModel

LONG = "ä日x😀" * 25000


def text(query, column):
    value = query.value(column)
    if query.isNull(column):
        return "NULL"
    if isinstance(value, bool):
        return str(int(value))
    if hasattr(value, "date") and hasattr(value, "time"):
        return value.toString("yyyy-MM-dd HH:mm:ss.zzz")
    if hasattr(value, "hour"):
        return value.toString("HH:mm:ss")
    if hasattr(value, "day"):
        return value.toString("yyyy-MM-dd")
    return "100000 characters, as expected" if value == LONG else str(value)


def main():
    application = QCoreApplication(sys.argv)
    database = QSqlDatabase.addDatabase("QODBC")
    database.setDatabaseName(sys.argv[1])
    database.setConnectOptions(os.environ.get("QT_CONNECT_OPTIONS", ""))
    if not database.open():
        sys.exit(database.lastError().text())
    with open(os.environ["STATEMENTS"], encoding="utf-8") as file:
        sql = dict(line.rstrip("\n").split("\t", 1) for line in file)

    def row(name, *parameters):
        query = QSqlQuery(database)
        query.setNumericalPrecisionPolicy(QSql.HighPrecision)
        query.prepare(sql[name])
        for parameter in parameters:
            query.addBindValue(parameter)
        if not query.exec() or not query.next():
            sys.exit(f"{name}: {query.lastError().text()}")
        print(name, *(text(query, i) for i in range(query.record().count())), sep="|")

    for name in ("types", "nulls", "object", "count", "long"):
        row(name)
    row("id", 279)
    row("key", "ITSM-279")
    row("moment", QDateTime.fromString("2023-08-19 00:24:44.773", "yyyy-MM-dd HH:mm:ss.zzz"))
    row("echo", "Zoë 日本 😀")
    row("echo", QVariant(QVariant.String))
    row("echo", LONG)
    # Qt leaves the schemas out.
    names = set(database.tables(QSql.Tables))
    if not {"Laptops", "People"} <= names:
        sys.exit(f"the object types are not listed: {names}")
    fixed, query = set(), QSqlQuery("SELECT TABLE_NAME FROM INFORMATION_SCHEMA.TABLES WHERE TABLE_SCHEMA = 'Assets'", database)
    while query.next():
        fixed.add(query.value(0))
    print("tables", *sorted(names & fixed), sep="|")
    for name, cause in (("missing", "NoSuchTable"), ("syntax", "SELEC")):
        query = QSqlQuery(database)
        if query.exec(sql[name]):
            sys.exit(f"{sql[name]} was accepted")
        message = query.lastError().databaseText()
        print(name, cause if cause in message else message, sep="|")
    scroll(database)
    view(database)


def scroll(database):
    """The default cursor of Qt is a static one."""
    query = QSqlQuery("SELECT ObjectKey FROM Objects ORDER BY ObjectKey", database)
    got = []
    for move in (query.last, query.previous, query.first, query.next, lambda: query.seek(100)):
        got.append((move(), query.at(), query.value(0)))
    expected = [(279, "ITSM-99"), (278, "ITSM-98"), (0, "HR-1"), (1, "HR-10"), (100, "ITSM-131")]
    if got != [(True, *place) for place in expected]:
        sys.exit(f"scrolling: {got} {query.lastError().text()}")


def view(database):
    """What a table view does."""
    model = QSqlTableModel(None, database)
    model.setTable("Assets.Objects")
    model.setFilter("ObjectKey LIKE 'ITSM-2%'")
    model.setSort(model.fieldIndex("Name"), Qt.DescendingOrder)
    if not model.select():
        sys.exit(f"cannot open the table: {model.lastError().text()}")
    while model.canFetchMore():
        model.fetchMore()
    names = [model.data(model.index(row, model.fieldIndex("Name"))) for row in range(model.rowCount())]
    if "Launchpad 🚀" not in names or names != sorted(names, reverse=True):
        sys.exit(f"a table view of {len(names)} rows: {names[:5]}")


main()
