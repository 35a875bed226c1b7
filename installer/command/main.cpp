// assets-odbc: signs in, looks after data sources, finds out why a connection fails, and runs queries.
#include "installer/command/command.h"
#include "installer/command/interrupts.h"

int main(int argc, char** argv) {
    assetsodbc::installer::watchInterrupts();
    assetsodbc::installer::Terminal terminal = assetsodbc::installer::standardTerminal();
    return assetsodbc::installer::runProgram({argv + 1, argv + argc}, terminal);
}
