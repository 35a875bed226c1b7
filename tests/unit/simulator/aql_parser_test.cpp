#include "tests/simulator/aql_parser.h"

#include <gtest/gtest.h>

#include <string>

namespace assetsodbc::simulator {
namespace {

AqlCondition conditionOf(std::string_view text) {
    return parseAql(text).where.value().condition;
}

AqlOperator operatorOf(std::string_view text) {
    return conditionOf(text).op;
}

struct Mistake {
    std::string_view query;
    std::size_t position;
};

TEST(AqlParser, ReadsAnEmptyQueryAsEverything) {
    EXPECT_FALSE(parseAql("").where.has_value());
    EXPECT_FALSE(parseAql(" \t\r\n").where.has_value());
}

TEST(AqlParser, ReadsAnOrderWithoutACondition) {
    const AqlStatement statement = parseAql("ORDER BY \"Serial Number\" DESC");
    EXPECT_FALSE(statement.where.has_value());
    EXPECT_EQ(statement.order.value().path.front().text, "Serial Number");
    EXPECT_TRUE(statement.order->descending);
}

TEST(AqlParser, OrdersAscendingUnlessToldOtherwise) {
    EXPECT_FALSE(parseAql("order by Name").order.value().descending);
    EXPECT_FALSE(parseAql("order by Name asc").order.value().descending);
}

TEST(AqlParser, KnowsEveryOperator) {
    EXPECT_EQ(operatorOf("a = 1"), AqlOperator::Equal);
    EXPECT_EQ(operatorOf("a == 1"), AqlOperator::EqualCaseSensitive);
    EXPECT_EQ(operatorOf("a != 1"), AqlOperator::NotEqual);
    EXPECT_EQ(operatorOf("a < 1"), AqlOperator::Less);
    EXPECT_EQ(operatorOf("a > 1"), AqlOperator::Greater);
    EXPECT_EQ(operatorOf("a <= 1"), AqlOperator::LessOrEqual);
    EXPECT_EQ(operatorOf("a >= 1"), AqlOperator::GreaterOrEqual);
    EXPECT_EQ(operatorOf("a LIKE x"), AqlOperator::Like);
    EXPECT_EQ(operatorOf("a not like x"), AqlOperator::NotLike);
    EXPECT_EQ(operatorOf("a STARTSWITH x"), AqlOperator::StartsWith);
    EXPECT_EQ(operatorOf("a endsWith x"), AqlOperator::EndsWith);
    EXPECT_EQ(operatorOf("a IN (1, 2)"), AqlOperator::In);
    EXPECT_EQ(operatorOf("a NOT IN (1)"), AqlOperator::NotIn);
    EXPECT_EQ(operatorOf("a IS EMPTY"), AqlOperator::IsEmpty);
    EXPECT_EQ(operatorOf("a is not empty"), AqlOperator::IsNotEmpty);
    EXPECT_EQ(operatorOf("object HAVING inboundReferences()"), AqlOperator::Having);
    EXPECT_EQ(operatorOf("object NOT HAVING outR(Name = x)"), AqlOperator::NotHaving);
}

TEST(AqlParser, NeedsNoBlanksAroundSymbols) {
    const AqlCondition condition = conditionOf("\"RAM\">=16");
    EXPECT_EQ(condition.op, AqlOperator::GreaterOrEqual);
    EXPECT_EQ(condition.operands.front().text, "16");
}

TEST(AqlParser, UndoesTheEscapesOfQuotedText) {
    const AqlCondition condition = conditionOf(R"aql("Size (\")" = "C:\\temp \"x\"")aql");
    EXPECT_EQ(condition.path.front().text, "Size (\")");
    EXPECT_EQ(condition.operands.front().text, R"(C:\temp "x")");
}

TEST(AqlParser, TakesLettersOfAnyScriptAsAWord) {
    const AqlCondition condition = conditionOf("Größe = 山田_1-b");
    EXPECT_EQ(condition.path.front().text, "Größe");
    EXPECT_EQ(condition.operands.front().text, "山田_1-b");
}

TEST(AqlParser, TellsNumbersFromWords) {
    EXPECT_EQ(conditionOf("a = -12.50").operands.front().kind, AqlOperand::Kind::Number);
    EXPECT_EQ(conditionOf("a = -12.50").operands.front().text, "-12.50");
    EXPECT_EQ(conditionOf("a = 2024-01-31").operands.front().kind, AqlOperand::Kind::Word);
    EXPECT_EQ(conditionOf("a = \"1\"").operands.front().kind, AqlOperand::Kind::Quoted);
}

TEST(AqlParser, SplitsAPathAtDotsOutsideQuotes) {
    const AqlPath path = conditionOf("Owner.\"VLAN No.\".Key = x").path;
    ASSERT_EQ(path.size(), 3U);
    EXPECT_EQ(path[1].text, "VLAN No.");
    EXPECT_EQ(path[2].text, "Key");
}

TEST(AqlParser, BindsAndCloserThanOr) {
    const AqlExpression expression = parseAql("a = 1 OR b = 2 AND c = 3").where.value();
    ASSERT_EQ(expression.kind, AqlExpression::Kind::Or);
    ASSERT_EQ(expression.parts.size(), 2U);
    EXPECT_EQ(expression.parts[1].kind, AqlExpression::Kind::And);
}

TEST(AqlParser, LetsParenthesesBindCloserStill) {
    const AqlExpression expression = parseAql("(a = 1 OR b = 2) AND c = 3").where.value();
    ASSERT_EQ(expression.kind, AqlExpression::Kind::And);
    EXPECT_EQ(expression.parts[0].kind, AqlExpression::Kind::Or);
}

TEST(AqlParser, ReadsNullAsEmpty) {
    EXPECT_EQ(operatorOf("a = null"), AqlOperator::IsEmpty);
    EXPECT_EQ(operatorOf("a != NULL"), AqlOperator::IsNotEmpty);
    EXPECT_EQ(operatorOf("a = \"null\""), AqlOperator::Equal);
}

TEST(AqlParser, ReadsFunctionsWithTheirArguments) {
    const AqlCondition users = conditionOf("Owner IN user(\"a b\", c, currentUser())");
    ASSERT_EQ(users.operands.size(), 1U);
    EXPECT_EQ(users.operands[0].function->name, "user");
    EXPECT_EQ(users.operands[0].function->arguments.size(), 3U);
    EXPECT_EQ(conditionOf("Created > now(-2h 15m)").operands[0].function->offset, "-2h 15m");
    EXPECT_EQ(conditionOf("Created > startofday( )").operands[0].function->name, "startOfDay");
    EXPECT_EQ(conditionOf("objectType in objectTypeAndChildren(7)").operands[0].function->arguments[0].text, "7");
}

TEST(AqlParser, ReadsReferenceFunctionsWithQueryAndTypes) {
    const AqlCondition condition =
        conditionOf("object having inR((objectType = Laptops OR Name like x), refType IN (\"Depends on\", Link))");
    const AqlFunction& function = *condition.operands.front().function;
    EXPECT_EQ(function.name, "inboundReferences");
    EXPECT_EQ(function.condition->kind, AqlExpression::Kind::Or);
    EXPECT_EQ(function.referenceTypes, (std::vector<std::string>{"Depends on", "Link"}));
}

TEST(AqlParser, SaysWhereAMistakeIs) {
    const Mistake mistakes[] = {
        {"a", 1},
        {"a = ", 4},
        {"= 1", 0},
        {"a = 1 b = 2", 6},
        {"a = 1 AND", 9},
        {"(a = 1", 6},
        {"a = 1)", 5},
        {"a = \"x", 4},
        {"a ; 1", 2},
        {"a NOT = 1", 6},
        {"NOT a = 1", 0},
        {"a IN ()", 6},
        {"a IN (1 2)", 8},
        {"a IS NOT 1", 9},
        {"a = nothing()", 4},
        {"ORDER Name", 6},
        {"ORDER BY", 8},
        {"a LIKE now()", 7},
        {"a > null", 2},
        {"a HAVING b", 9},
        {"a.", 2},
        {"order = 1", 6},
        {"a BETWEEN 1 AND 2", 2},
        {"a = 'x'", 4},
        {"a = 1 LIMIT 5", 6},
        {"SELECT * FROM a", 7},
        {"a = 1.2.3", 7},
        {"a = 1 ORDER BY b, c", 16},
    };
    for (const Mistake& mistake : mistakes) {
        try {
            parseAql(mistake.query);
            ADD_FAILURE() << "accepted: " << mistake.query;
        } catch (const AqlError& error) {
            EXPECT_EQ(error.position(), mistake.position) << mistake.query << ": " << error.what();
            EXPECT_STRNE(error.what(), "");
        }
    }
}

TEST(AqlParser, RefusesEndlessNesting) {
    EXPECT_NO_THROW(parseAql(std::string(50, '(') + "a = 1" + std::string(50, ')')));
    EXPECT_THROW(parseAql(std::string(100'000, '(')), AqlError);
}

TEST(AqlParser, WantsCapitalsWhenStrict) {
    AqlSwitches strict;
    strict.strictCase = true;
    EXPECT_NO_THROW(parseAql("a = 1 AND b IS NOT EMPTY ORDER BY a DESC", strict));
    EXPECT_THROW(parseAql("a = 1 and b = 2", strict), AqlError);
    EXPECT_THROW(parseAql("a like x", strict), AqlError);
    EXPECT_THROW(parseAql("a = 1 order by a", strict), AqlError);
    EXPECT_THROW(parseAql("a = CURRENTUSER()", strict), AqlError);
}

TEST(AqlParser, LimitsListsAndQueriesWhenTold) {
    AqlSwitches limited;
    limited.inListLimit = 3;
    EXPECT_NO_THROW(parseAql("a IN (1, 2, 3)", limited));
    EXPECT_THROW(parseAql("a IN (1, 2, 3, 4)", limited), AqlError);
    limited.queryLengthLimit = 10;
    EXPECT_NO_THROW(parseAql("a = \"1234\"", limited));
    EXPECT_THROW(parseAql("a = \"12345\"", limited), AqlError);
}

}  // namespace
}  // namespace assetsodbc::simulator
