#!/usr/bin/python3
"""SQLAlchemy Core over pyodbc. SQLAlchemy has no dialect for ODBC in general: these few lines are one."""
import datetime
import decimal
import sys

import sqlalchemy as sa
from sqlalchemy.connectors.pyodbc import PyODBCConnector
from sqlalchemy.dialects import registry
from sqlalchemy.engine.default import DefaultDialect


class AssetsDialect(PyODBCConnector, DefaultDialect):
    name = "assets"
    supports_statement_cache = True
    supports_native_boolean = True
    supports_native_decimal = True


registry.register("assets.pyodbc", __name__, "AssetsDialect")
objects = sa.table("Objects", *map(sa.column, ("Id", "ObjectKey", "Name", "ObjectTypeId", "Created")), schema="Assets")
types = sa.table("ObjectTypes", *map(sa.column, ("Id", "Name")), schema="Assets")


def check(got, expected):
    if got != expected:
        sys.exit(f"FAILED: {expected!r} was expected, got {got!r}")


def reads_types(connection):
    moment = datetime.datetime(2024, 2, 29, 23, 59, 58, 123000)
    for value, kind in ((9223372036854775807, sa.BigInteger()), (-2147483647, sa.Integer()), (0.1, sa.Float(53)),
                        (True, sa.Boolean()), (moment.date(), sa.Date()), (moment.time().replace(microsecond=0), sa.Time()),
                        (moment, sa.TIMESTAMP()), (decimal.Decimal("12345678901.2340"), sa.DECIMAL(15, 4)),
                        ("Zoë 日本 😀", sa.VARCHAR(20)), ("ä日x😀" * 25000, sa.Text())):
        check(connection.scalar(sa.select(sa.cast(sa.literal(value, kind), kind))), value)
        check(connection.scalar(sa.select(sa.cast(sa.null(), kind))), None)


def builds_queries(connection):
    one = sa.select(objects.c.Name).where(objects.c.ObjectKey == "ITSM-279", objects.c.Id.in_([1, 279, 500]))
    check(connection.execute(one).all(), [("Launchpad 🚀",)])
    check(connection.scalar(sa.select(sa.func.count()).select_from(objects)), 280)
    a, t = objects.alias("a"), types.alias("t")
    joined = (sa.select(t.c.Name, sa.func.count(a.c.Id).label("n")).select_from(t.outerjoin(a, a.c.ObjectTypeId == t.c.Id))
              .where(t.c.Name.in_(["Laptops", "Applications"])).group_by(t.c.Name).order_by(sa.desc("n")).limit(2))
    counts = dict(connection.execute(joined).all())
    check(counts["Applications"], 10)
    check(list(counts.values()), sorted(counts.values(), reverse=True))
    inner = sa.select(objects.c.Id).where(objects.c.Created.between(datetime.datetime(2023, 8, 19), datetime.datetime(
        2023, 8, 20))).subquery("s")
    check(connection.scalar(sa.select(objects.c.ObjectKey).where(objects.c.Id.in_(sa.select(inner.c.Id)))), "ITSM-279")
    kind = sa.case((objects.c.Id > 200, "late"), else_="early")
    check(connection.execute(sa.select(sa.distinct(kind)).order_by(kind)).scalars().all(), ["early", "late"])


def reports_errors(connection):
    for sql, state in (("SELECT * FROM NoSuchTable", "42S02"), ("SELECT NoSuchColumn FROM Objects", "42S22"),
                       ("SELEC 1", "42000")):
        try:
            connection.execute(sa.text(sql))
        except sa.exc.DBAPIError as error:
            check(error.orig.args[0], state)
        else:
            sys.exit(f"FAILED: {sql} was accepted")


for source in ("AssetsDemo", "AssetsDataCenter"):
    engine = sa.create_engine(f"assets+pyodbc://{source}")
    with engine.connect() as connection:
        reads_types(connection)
        builds_queries(connection)
        reports_errors(connection)
    with engine.connect() as connection:  # the same one, from the pool
        check(connection.scalar(sa.text("SELECT 1")), 1)
    engine.dispose()
print("SQLAlchemy: all as expected")
