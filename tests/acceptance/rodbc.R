# RODBC: blocks of rows bound as arrays (narrow text, doubles, integers). 64-bit integers and exact decimals become text or
# doubles of R, which has no such types; text is cut by RODBC itself at 65,535 bytes.
library(RODBC)
source_name <- commandArgs(trailingOnly = TRUE)[1]
sql <- read.delim(Sys.getenv("STATEMENTS"), header = FALSE, quote = "", encoding = "UTF-8", row.names = 1)
connection <- odbcDriverConnect(paste0("DSN=", source_name))
print_line <- function(...) cat(paste(c(...), collapse = "|"), "\n", sep = "")
query <- function(name) sqlQuery(connection, sql[name, 1], as.is = TRUE, errors = FALSE, believeNRows = TRUE)
row <- function(name) {
    values <- query(name)
    print_line(name, ifelse(is.na(values[1, ]), "NULL", sapply(values[1, ], format, digits = 15)))
}
for (name in c("types", "nulls", "object", "count")) row(name)
tables <- sqlTables(connection, schema = "Assets", tableType = "TABLE")
print_line("tables", sort(tables$TABLE_NAME, method = "radix"))
for (name in c("missing", "syntax")) {
    query(name)
    message <- odbcGetErrMsg(connection)[1]
    print_line(name, substr(message, 1, 5), regmatches(message, regexpr("NoSuchTable|SELEC", message)))
    odbcClearError(connection)
}
# Blocks of rows, and a table by its name.
objects <- sqlFetch(connection, "Assets.Objects", as.is = TRUE)
stopifnot(nrow(objects) == 280, "Launchpad 🚀" %in% objects$Name, !anyDuplicated(objects$Id))
# A table of the connection's own, written with parameters.
saved <- data.frame(id = 1:3, price = c(1.5, NA, 2.25), name = c("ä", "日本 😀", NA), stringsAsFactors = FALSE)
sqlSave(connection, saved, "saved", rownames = FALSE)
stopifnot(all.equal(sqlFetch(connection, "saved", stringsAsFactors = FALSE), saved))
odbcClose(connection)
