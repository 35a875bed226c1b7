<?php
// PHP's odbc_* functions: an ODBC 2 program; long columns are read in pieces of 4096 bytes.
function line(...$values) { echo implode('|', array_map(fn($v) => $v ?? 'NULL', $values)), "\n"; }

$sql = [];
foreach (file(getenv('STATEMENTS'), FILE_IGNORE_NEW_LINES) as $text) {
    [$name, $sql[$name]] = explode("\t", $text, 2);
}
$connection = odbc_connect($argv[1], '', '') or exit(1);
$long = str_repeat('ä日x😀', 25000);

function row($name, ...$parameters) {
    global $connection, $sql, $long;
    $result = odbc_prepare($connection, $sql[$name]);
    odbc_longreadlen($result, 1000000);
    odbc_execute($result, $parameters) or exit(1);
    $values = array_values(odbc_fetch_array($result));
    line($name, ...($values === [$long] ? ['100000 characters, as expected'] : $values));
}

foreach (['types', 'nulls', 'object', 'count', 'long'] as $name) row($name);
row('id', 279);
row('key', 'ITSM-279');
row('moment', '2023-08-19 00:24:44.773');
row('echo', 'Zoë 日本 😀');
row('echo', null);
row('echo', $long);

$tables = [];
for ($result = odbc_tables($connection, null, 'Assets', '%', 'TABLE'); $row = odbc_fetch_array($result);) {
    $tables[] = $row['TABLE_NAME'];
}
sort($tables);
line('tables', ...$tables);
foreach (['missing' => 'NoSuchTable', 'syntax' => 'SELEC'] as $name => $cause) {
    @odbc_exec($connection, $sql[$name]);
    line($name, odbc_error($connection), str_contains(odbc_errormsg($connection), $cause) ? $cause : 'something else');
}
