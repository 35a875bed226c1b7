<?php
// PHP's PDO_ODBC: an ODBC 3 program.
function line(...$values) { echo implode('|', array_map(fn($v) => $v ?? 'NULL', $values)), "\n"; }

$sql = [];
foreach (file(getenv('STATEMENTS'), FILE_IGNORE_NEW_LINES) as $text) {
    [$name, $sql[$name]] = explode("\t", $text, 2);
}
$connection = new PDO("odbc:$argv[1]");
$connection->setAttribute(PDO::ATTR_ERRMODE, PDO::ERRMODE_EXCEPTION);
$long = str_repeat('ä日x😀', 25000);

function row($name, ...$parameters) {
    global $connection, $sql, $long;
    $statement = $connection->prepare($sql[$name]);
    $statement->execute($parameters);
    $values = $statement->fetch(PDO::FETCH_NUM);
    line($name, ...($values === [$long] ? ['100000 characters, as expected'] : $values));
}

foreach (['types', 'nulls', 'object', 'count', 'long'] as $name) row($name);
row('id', 279);
row('key', 'ITSM-279');
row('moment', '2023-08-19 00:24:44.773');
row('echo', 'Zoë 日本 😀');
row('echo', null);
row('echo', $long);
foreach (['missing' => 'NoSuchTable', 'syntax' => 'SELEC'] as $name => $cause) {
    try {
        $connection->query($sql[$name]);
        line($name, 'was accepted');
    } catch (PDOException $error) {
        line($name, $error->errorInfo[0], str_contains($error->getMessage(), $cause) ? $cause : $error->getMessage());
    }
}
