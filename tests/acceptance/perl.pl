#!/usr/bin/perl
# DBD::ODBC, as Debian builds it: narrow functions, every value as text, every parameter as SQL_C_CHAR.
use strict;
use warnings;
use DBI;

my %sql = map { chomp; split /\t/, $_, 2 } do { open my $file, '<', $ENV{STATEMENTS} or die $!; <$file> };
my $connection = DBI->connect("dbi:ODBC:DSN=$ARGV[0]", '', '',
    { RaiseError => 1, PrintError => 0, LongReadLen => 1_000_000, LongTruncOk => 0 });
my $long = 'ä日x😀' x 25_000;

sub line { print join('|', map { $_ // 'NULL' } @_), "\n" }
sub row { my ($name, @values) = @_; line($name, $connection->selectrow_array($sql{$name}, undef, @values)) }
sub long_row {
    my ($name, @values) = @_;
    my ($got) = $connection->selectrow_array($sql{$name}, undef, @values);
    line($name, $got eq $long ? '100000 characters, as expected' : 'something else');
}

row($_) for qw(types nulls object count);
long_row('long');
row('id', 279);
row('key', 'ITSM-279');
row('moment', '2023-08-19 00:24:44.773');
row('echo', 'Zoë 日本 😀');
row('echo', undef);
long_row('echo', $long);
line('tables', sort map { $_->[2] } @{ $connection->table_info(undef, 'Assets', '%', 'TABLE')->fetchall_arrayref });
for (['missing', 'NoSuchTable'], ['syntax', 'SELEC']) {
    my ($name, $cause) = @$_;
    eval { $connection->selectrow_array($sql{$name}) };
    line($name, $connection->state, $connection->errstr =~ /($cause)/);
}
$connection->disconnect;
