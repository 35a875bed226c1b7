#include "tests/simulator/aql_conditions.h"

#include <algorithm>
#include <memory>
#include <unordered_set>
#include <utility>

#include "tests/simulator/aql_functions.h"
#include "tests/simulator/aql_tickets.h"
#include "tests/simulator/text_case.h"

namespace assetsodbc::simulator {

namespace {

bool isTypeKeyword(AqlKeyword keyword) {
    return keyword == AqlKeyword::ObjectType || keyword == AqlKeyword::ObjectTypeId;
}

AqlTest negation(AqlTest test) {
    return [test = std::move(test)](const Object& object) { return !test(object); };
}

}  // namespace

AqlTest AqlConditions::compile(const AqlExpression& expression) const {
    if (expression.kind == AqlExpression::Kind::Condition) return compileCondition(expression.condition);
    std::vector<AqlTest> parts;
    for (const AqlExpression& part : expression.parts) parts.push_back(compile(part));
    if (expression.kind == AqlExpression::Kind::And) {
        return [parts](const Object& object) {
            return std::all_of(parts.begin(), parts.end(), [&](const AqlTest& part) { return part(object); });
        };
    }
    return [parts](const Object& object) {
        return std::any_of(parts.begin(), parts.end(), [&](const AqlTest& part) { return part(object); });
    };
}

AqlTest AqlConditions::compileCondition(const AqlCondition& condition) const {
    if (condition.op == AqlOperator::Having) return compileHaving(condition);
    if (condition.op == AqlOperator::NotHaving) return negation(compileHaving(condition));
    AqlField left = field(condition.path);
    if (left.keyword() == AqlKeyword::Object) throw AqlError(condition.position, "Only HAVING can follow object.");
    if (condition.op == AqlOperator::IsEmpty) {
        return [left](const Object& object) { return left.valuesOf(object).empty(); };
    }
    if (condition.op == AqlOperator::IsNotEmpty) {
        return [left](const Object& object) { return !left.valuesOf(object).empty(); };
    }
    return compileComparison(condition, std::move(left));
}

AqlTest AqlConditions::compileComparison(const AqlCondition& condition, AqlField field) const {
    std::vector<AqlOperandValue> operands = operandsOf(condition, field);
    const AqlOperator op = condition.op;
    const AqlSwitches& switches = switches_;
    const auto satisfies = [operands, op, &switches](const AqlValue& value) {
        return std::any_of(operands.begin(), operands.end(),
                           [&](const AqlOperandValue& operand) { return matchesAql(value, op, operand, switches); });
    };
    if (isNegated(op)) {
        return [field, satisfies, &switches](const Object& object) {
            const auto values = field.valuesOf(object);
            if (values.empty()) return switches.notEqualMatchesEmpty;
            if (switches.negationRejectsAnyMatch) return std::none_of(values.begin(), values.end(), satisfies);
            return !std::all_of(values.begin(), values.end(), satisfies);
        };
    }
    const bool matchesUnset = switches_.falseMatchesEmptyBoolean && op == AqlOperator::Equal &&
                              std::any_of(operands.begin(), operands.end(),
                                          [](const AqlOperandValue& operand) { return operand.folded == "false"; });
    return [field, satisfies, matchesUnset](const Object& object) {
        const auto values = field.valuesOf(object);
        if (matchesUnset && values.empty()) return field.isUnsetBoolean(object);
        return std::any_of(values.begin(), values.end(), satisfies);
    };
}

std::vector<AqlOperandValue> AqlConditions::operandsOf(const AqlCondition& condition, const AqlField& field) const {
    std::vector<AqlOperandValue> result;
    for (const AqlOperand& operand : condition.operands) {
        if (operand.kind == AqlOperand::Kind::Function) {
            appendFunction(*operand.function, field, result);
        } else {
            result.push_back(operandOfText(operand, field));
            checkOperand(result.back(), condition, field, operand.position);
        }
    }
    return result;
}

// Against a time, a quoted text may hold a time function: "now(-2h 15m)".
AqlOperandValue AqlConditions::operandOfText(const AqlOperand& operand, const AqlField& field) const {
    const std::size_t open = operand.text.find('(');
    if (field.isTemporal() && open != std::string::npos && operand.text.back() == ')') {
        const std::string_view all = operand.text;
        const AqlFunctionSpec* function = findAqlFunction(all.substr(0, open), switches_.strictCase);
        if (function != nullptr && isAqlTimeFunction(function->name)) {
            return operandOfTime(function->name, all.substr(open + 1, all.size() - open - 2), operand.position);
        }
    }
    return text(operand.text);
}

AqlOperandValue AqlConditions::text(std::string value) const {
    return aqlOperandOfText(std::move(value), switches_, context_.zoneMinutes);
}

void AqlConditions::checkOperand(const AqlOperandValue& value, const AqlCondition& condition, const AqlField& field,
                                 std::size_t position) const {
    const bool comparesValues = condition.op == AqlOperator::Equal || condition.op == AqlOperator::EqualCaseSensitive ||
                                condition.op == AqlOperator::NotEqual || condition.op == AqlOperator::In ||
                                condition.op == AqlOperator::NotIn || isOrderOperator(condition.op);
    if (!comparesValues) return;
    if (field.isTemporal() && !value.instant) {
        throw AqlError(position, "'" + value.text + "' is no date that is understood here.");
    }
    if (field.isNumeric() && !value.number) throw AqlError(position, "'" + value.text + "' is no number.");
}

void AqlConditions::appendFunction(const AqlFunction& function, const AqlField& field,
                                   std::vector<AqlOperandValue>& result) const {
    if (isAqlTimeFunction(function.name)) {
        result.push_back(operandOfTime(function.name, function.offset, function.position));
    } else if (function.name == "currentUser") {
        if (!context_.currentUser.empty()) result.push_back(text(context_.currentUser));
    } else if (function.name == "currentReporter") {
        if (!context_.currentReporter.empty()) result.push_back(text(context_.currentReporter));
    } else if (function.name == "currentProject") {
        if (!context_.currentProject.empty()) result.push_back(text(context_.currentProject));
    } else if (function.name == "user" || function.name == "group") {
        appendUsers(function, result);
    } else if (function.name == "objectTypeAndChildren") {
        appendTypes(function, field, result);
    } else {
        throw AqlError(function.position, function.name + "() can only follow HAVING.");
    }
}

AqlOperandValue AqlConditions::operandOfTime(std::string_view function, std::string_view offset,
                                             std::size_t position) const {
    const auto distance = parseAqlOffset(offset);
    if (!distance) throw AqlError(position, "'" + std::string(offset) + "' is no offset of m, h, d and w.");
    const int zone = switches_.timeFunctionsInUtc ? 0 : context_.zoneMinutes;
    return aqlOperandOfTime(aqlTime(function, context_.now, zone) + *distance, zone);
}

void AqlConditions::appendUsers(const AqlFunction& function, std::vector<AqlOperandValue>& result) const {
    for (const AqlOperand& argument : function.arguments) {
        if (argument.kind == AqlOperand::Kind::Function) {
            if (argument.function->name != "currentUser") throw AqlError(argument.position, "Expected a name.");
            result.push_back(text(context_.currentUser));
            continue;
        }
        result.push_back(text(argument.text));
        if (function.name == "user") continue;
        for (const User& user : site_.description().users) {
            const bool isMember = std::any_of(user.groups.begin(), user.groups.end(), [&](const std::string& group) {
                return equalIgnoringCase(group, argument.text);
            });
            if (isMember) result.push_back(text(user.accountId));
        }
    }
}

void AqlConditions::appendTypes(const AqlFunction& function, const AqlField& field,
                                std::vector<AqlOperandValue>& result) const {
    if (!isTypeKeyword(field.keyword())) {
        throw AqlError(function.position, "objectTypeAndChildren() can only be compared with objectType.");
    }
    for (const AqlOperand& argument : function.arguments) {
        for (const ObjectType& type : site_.description().types) {
            if (std::to_string(type.id) != argument.text && !equalIgnoringCase(type.name, argument.text)) continue;
            for (const Id id : site_.withDescendants(type.id)) {
                const bool byId = field.keyword() == AqlKeyword::ObjectTypeId;
                result.push_back(text(byId ? std::to_string(id) : site_.type(id)->name));
            }
        }
    }
}

AqlTest AqlConditions::compileHaving(const AqlCondition& condition) const {
    const AqlFunction& function = *condition.operands.front().function;
    if (function.name == "user" || function.name == "group" || function.name == "currentUser") {
        return compileUsers(condition);
    }
    if (field(condition.path).keyword() != AqlKeyword::Object || condition.path.size() > 1) {
        throw AqlError(condition.path.front().position, "HAVING " + function.name + "() can only follow object.");
    }
    if (function.name == "inboundReferences") return compileInbound(function);
    if (function.name == "outboundReferences") return compileOutbound(function);
    if (function.name == "connectedTickets") return compileTickets(function);
    throw AqlError(function.position, function.name + "() cannot follow HAVING.");
}

// After object: any attribute that holds such a user or group.
AqlTest AqlConditions::compileUsers(const AqlCondition& condition) const {
    AqlCondition comparison = condition;
    comparison.op = AqlOperator::In;
    if (field(condition.path).keyword() == AqlKeyword::Object) comparison.path.back().text = "anyAttribute";
    AqlField left = field(comparison.path);
    return compileComparison(comparison, std::move(left));
}

void AqlConditions::checkReferenceTypes(const AqlFunction& function) const {
    for (const std::string& name : function.referenceTypes) {
        const auto& known = site_.description().referenceTypes;
        const bool exists = std::any_of(known.begin(), known.end(),
                                        [&](const ReferenceType& type) { return equalIgnoringCase(type.name, name); });
        if (!exists) throw AqlError(function.position, "There is no reference type '" + name + "'.");
    }
}

bool AqlConditions::isReference(const AttributeDefinition& attribute, const AqlFunction& function) const {
    if (attribute.kind != AttributeKind::Object) return false;
    if (function.referenceTypes.empty()) return true;
    const ReferenceType* type = site_.referenceType(attribute.referenceTypeId.value_or(0));
    return type != nullptr && std::any_of(function.referenceTypes.begin(), function.referenceTypes.end(),
                                          [&](const std::string& name) { return equalIgnoringCase(type->name, name); });
}

AqlTest AqlConditions::compileInbound(const AqlFunction& function) const {
    checkReferenceTypes(function);
    auto targets = std::make_shared<std::unordered_set<Id>>();
    const IdList sources = select(function.condition.get());
    for (std::size_t i = 0; i < sources.size(); ++i) {
        const auto source = objects_.find(sources[i]);
        for (const AttributeDefinition* attribute : site_.attributesOf(source->typeId)) {
            if (!isReference(*attribute, function)) continue;
            for (const Value& value : site_.valuesOf(*source, *attribute)) targets->insert(value.target);
        }
    }
    return [targets](const Object& object) { return targets->count(object.id) > 0; };
}

AqlTest AqlConditions::compileOutbound(const AqlFunction& function) const {
    checkReferenceTypes(function);
    auto targets = std::make_shared<std::unordered_set<Id>>();
    for (const Id id : select(function.condition.get()).all()) targets->insert(id);
    return [this, targets, function](const Object& object) {
        for (const AttributeDefinition* attribute : site_.attributesOf(object.typeId)) {
            if (!isReference(*attribute, function)) continue;
            for (const Value& value : site_.valuesOf(object, *attribute)) {
                if (targets->count(value.target) > 0) return true;
            }
        }
        return false;
    };
}

AqlTest AqlConditions::compileTickets(const AqlFunction& function) const {
    auto ids = std::make_shared<std::unordered_set<Id>>();
    for (const Ticket& ticket : site_.description().tickets) {
        if (function.condition && !matchesTicket(*function.condition, ticket, site_, switches_, context_)) continue;
        ids->insert(ticket.objectIds.begin(), ticket.objectIds.end());
    }
    return [ids](const Object& object) { return ids->count(object.id) > 0; };
}

}  // namespace assetsodbc::simulator
