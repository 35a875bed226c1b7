// The first words of a statement, where other databases write them otherwise than SQLite.
#include "sqlengine/sql_text/rewriter.h"

namespace assetsodbc::sqlengine {

std::size_t Rewriter::statementStart() {
    if (isAnyWord(0, {"START", "BEGIN", "COMMIT", "ROLLBACK", "SAVE"})) return transactionStart();
    if (isWord(0, "CREATE")) return createStart();
    if (isWord(0, "TRUNCATE")) {
        const std::size_t table = isWord(1, "TABLE") ? 2 : 1;
        if (!isName(table)) refuse(0, "TRUNCATE is written TRUNCATE TABLE name");
        emit(TokenKind::Word, "DELETE FROM", 0);
        return table;
    }
    if (isWord(0, "DELETE") && isName(1) && !isWord(1, "FROM")) {
        emit(TokenKind::Word, "DELETE FROM", 0);
        return 1;
    }
    if (isWord(0, "INSERT") && isName(1) && !isAnyWord(1, {"INTO", "OR"})) {
        emit(TokenKind::Word, "INSERT INTO", 0);
        return 1;
    }
    return 0;
}

// START TRANSACTION, BEGIN WORK, COMMIT WORK, ROLLBACK TRAN, SAVE TRANSACTION s.
std::size_t Rewriter::transactionStart() {
    const bool noise = isAnyWord(1, {"WORK", "TRAN", "TRANSACTION"});
    if (isWord(0, "START")) {
        if (!isWord(1, "TRANSACTION")) refuse(0, "START is written START TRANSACTION");
        emit(TokenKind::Word, "BEGIN", 0);
        if (tokens_.size() > 2 && !is(2, ";")) {
            unsupported(2, "Transactions have no options here: they are serializable; write START TRANSACTION alone");
        }
        return 2;
    }
    if (isWord(0, "SAVE")) {
        if (!noise) refuse(0, "SAVE is written SAVE TRANSACTION name");
        emit(TokenKind::Word, "SAVEPOINT", 0);
        return 2;
    }
    if (!isAnyWord(1, {"WORK", "TRAN"})) return 0;
    output_.pieces.push_back({gapBefore(0), tokens_[0]});
    return 2;
}

// CREATE {GLOBAL | LOCAL} TEMPORARY TABLE, CREATE TABLE #name.
std::size_t Rewriter::createStart() {
    if (isAnyWord(1, {"GLOBAL", "LOCAL"}) && isAnyWord(2, {"TEMP", "TEMPORARY"})) {
        output_.pieces.push_back({gapBefore(0), tokens_[0]});
        return 2;
    }
    const bool numberSign = isWord(1, "TABLE") && tokens_.size() > 2 && tokens_[2].kind == TokenKind::Unknown &&
                            tokens_[2].text.front() == '#';
    if (!numberSign) return 0;
    emit(TokenKind::Word, "CREATE TEMPORARY", 0);
    return 1;
}

}  // namespace assetsodbc::sqlengine
