// Node's package `odbc`: narrow functions, bound blocks of rows, text by SQLGetData where the column is long.
const assert = require('assert');
const fs = require('fs');
const odbc = require('odbc');

const sql = Object.fromEntries(fs.readFileSync(process.env.STATEMENTS, 'utf8').trim().split('\n').map((line) => line.split('\t')));
const long = 'ä日x😀'.repeat(25000);
const line = (...values) => console.log(values.map((value) => value ?? 'NULL').join('|'));

async function main(source) {
    const connection = await odbc.connect(`DSN=${source}`);
    const row = async (name, ...parameters) => {
        const [first] = await connection.query(sql[name], parameters);
        line(name, ...Object.values(first).map((value) => (value === long ? '100000 characters, as expected' : value)));
    };
    for (const name of ['types', 'nulls', 'object', 'count', 'long']) await row(name);
    await row('id', 279);
    await row('key', 'ITSM-279');
    await row('moment', '2023-08-19 00:24:44.773');
    await row('echo', 'Zoë 日本 😀');
    await row('echo', null);
    await row('echo', long);
    const tables = await connection.tables(null, 'Assets', null, 'TABLE');
    line('tables', ...tables.map((table) => table.TABLE_NAME).sort());
    for (const [name, cause] of [['missing', 'NoSuchTable'], ['syntax', 'SELEC']]) {
        try {
            await connection.query(sql[name]);
            line(name, 'was accepted');
        } catch (error) {
            const { state, message } = error.odbcErrors[0];
            line(name, state, message.includes(cause) ? cause : message);
        }
    }
    const cursor = await connection.query('SELECT Id FROM Objects', { cursor: true, fetchSize: 100 });
    const sizes = [];
    for (;;) {
        const rows = await cursor.fetch();
        if (rows.length === 0) break;
        sizes.push(rows.length);
    }
    await cursor.close();
    assert.deepEqual(sizes, [100, 100, 80]);
    await connection.close();
}

main(process.argv[2]);
