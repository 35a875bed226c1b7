#include "tests/simulator/aql_tickets.h"

#include <algorithm>
#include <string>
#include <vector>

#include "tests/simulator/aql_functions.h"
#include "tests/simulator/aql_values.h"
#include "tests/simulator/calendar.h"
#include "tests/simulator/text_case.h"

namespace assetsodbc::simulator {

namespace {

std::vector<AqlValue> reporterOf(const Ticket& ticket, const Site& site) {
    AqlValue value = AqlValue::ofText(ticket.reporter);
    if (const User* user = site.user(ticket.reporter)) value.texts.push_back(user->displayName);
    return {value};
}

std::vector<AqlValue> valuesOf(const Ticket& ticket, const AqlPath& path, const Site& site) {
    const std::string field = path.size() == 1 ? foldCase(path.front().text) : std::string();
    if (field == "key" || field == "issuekey") return {AqlValue::ofText(ticket.key)};
    if (field == "project") return {AqlValue::ofText(ticket.key.substr(0, ticket.key.find('-')))};
    if (field == "summary") return {AqlValue::ofText(ticket.title)};
    if (field == "status") return {AqlValue::ofText(ticket.statusName)};
    if (field == "type" || field == "issuetype") return {AqlValue::ofText(ticket.typeName)};
    if (field == "priority") return {AqlValue::ofText(ticket.priorityName)};
    if (field == "reporter") return reporterOf(ticket, site);
    if (field == "created") return {AqlValue::ofTime(AqlValue::Kind::DateTime, isoTime(ticket.created))};
    if (field == "updated") return {AqlValue::ofTime(AqlValue::Kind::DateTime, isoTime(ticket.updated))};
    throw AqlError(path.front().position, "Tickets have no field '" + path.front().text + "' here.");
}

AqlOperandValue operandOf(const AqlOperand& operand, const AqlSwitches& switches, const EvaluationContext& context) {
    if (operand.kind != AqlOperand::Kind::Function) {
        return aqlOperandOfText(operand.text, switches, context.zoneMinutes);
    }
    const AqlFunction& function = *operand.function;
    if (function.name == "currentUser") return aqlOperandOfText(context.currentUser, switches, context.zoneMinutes);
    const auto offset = parseAqlOffset(function.offset);
    if (!isAqlTimeFunction(function.name) || !offset) {
        throw AqlError(operand.position, function.name + "() does not apply to tickets in this form.");
    }
    return aqlOperandOfTime(aqlTime(function.name, context.now, context.zoneMinutes) + *offset, context.zoneMinutes);
}

bool matchesCondition(const AqlCondition& condition, const Ticket& ticket, const Site& site,
                      const AqlSwitches& switches, const EvaluationContext& context) {
    const std::vector<AqlValue> values = valuesOf(ticket, condition.path, site);
    if (condition.op == AqlOperator::IsEmpty) return values.front().texts.front().empty();
    if (condition.op == AqlOperator::IsNotEmpty) return !values.front().texts.front().empty();
    if (condition.op == AqlOperator::Having || condition.op == AqlOperator::NotHaving) {
        throw AqlError(condition.position, "HAVING does not apply to tickets.");
    }
    const bool found =
        std::any_of(condition.operands.begin(), condition.operands.end(), [&](const AqlOperand& operand) {
            return matchesAql(values.front(), condition.op, operandOf(operand, switches, context), switches);
        });
    return found != isNegated(condition.op);
}

}  // namespace

bool matchesTicket(const AqlExpression& query, const Ticket& ticket, const Site& site, const AqlSwitches& switches,
                   const EvaluationContext& context) {
    const auto matches = [&](const AqlExpression& part) {
        return matchesTicket(part, ticket, site, switches, context);
    };
    switch (query.kind) {
        case AqlExpression::Kind::Condition:
            return matchesCondition(query.condition, ticket, site, switches, context);
        case AqlExpression::Kind::And:
            return std::all_of(query.parts.begin(), query.parts.end(), matches);
        case AqlExpression::Kind::Or:
            return std::any_of(query.parts.begin(), query.parts.end(), matches);
    }
    return false;
}

}  // namespace assetsodbc::simulator
