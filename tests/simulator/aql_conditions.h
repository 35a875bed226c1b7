// Turns the conditions of an AQL query into tests of objects, with every name and function looked up beforehand.
#pragma once

#include <functional>
#include <vector>

#include "tests/simulator/aql_ast.h"
#include "tests/simulator/aql_evaluator.h"
#include "tests/simulator/aql_fields.h"
#include "tests/simulator/aql_switches.h"
#include "tests/simulator/aql_values.h"

namespace assetsodbc::simulator {

using AqlTest = std::function<bool(const Object&)>;

class AqlConditions {
public:
    AqlConditions(const Site& site, const ObjectSet& objects, const EvaluationContext& context,
                  const AqlSwitches& switches)
        : site_(site), objects_(objects), context_(context), switches_(switches) {}

    AqlTest compile(const AqlExpression& expression) const;  // throws AqlError
    AqlField field(const AqlPath& path) const { return {site_, objects_, path, switches_}; }
    // The ids of the objects that satisfy an expression, or of all when there is none; ascending.
    IdList select(const AqlExpression* expression) const;

private:
    AqlTest compileCondition(const AqlCondition& condition) const;
    AqlTest compileComparison(const AqlCondition& condition, AqlField field) const;
    AqlTest compileHaving(const AqlCondition& condition) const;
    AqlTest compileInbound(const AqlFunction& function) const;
    AqlTest compileOutbound(const AqlFunction& function) const;
    AqlTest compileTickets(const AqlFunction& function) const;
    AqlTest compileUsers(const AqlCondition& condition) const;

    std::vector<AqlOperandValue> operandsOf(const AqlCondition& condition, const AqlField& field) const;
    void appendFunction(const AqlFunction& function, const AqlField& field, std::vector<AqlOperandValue>& result) const;
    void appendUsers(const AqlFunction& function, std::vector<AqlOperandValue>& result) const;
    void appendTypes(const AqlFunction& function, const AqlField& field, std::vector<AqlOperandValue>& result) const;
    AqlOperandValue operandOfTime(std::string_view function, std::string_view offset, std::size_t position) const;
    AqlOperandValue operandOfText(const AqlOperand& operand, const AqlField& field) const;
    AqlOperandValue text(std::string value) const;
    void checkOperand(const AqlOperandValue& value, const AqlCondition& condition, const AqlField& field,
                      std::size_t position) const;
    bool isReference(const AttributeDefinition& attribute, const AqlFunction& function) const;
    void checkReferenceTypes(const AqlFunction& function) const;
    void restrict(const AqlExpression& conjunct, IdFilter& filter, std::vector<AqlTest>& remaining) const;
    bool restrictByType(const AqlExpression& conjunct, IdFilter& filter) const;
    bool restrictById(const AqlCondition& condition, const AqlField& field, IdFilter& filter) const;
    void restrictByKey(const AqlCondition& condition, IdFilter& filter) const;
    bool isOfTypeAlone(const AqlExpression& expression) const;

    const Site& site_;
    const ObjectSet& objects_;
    const EvaluationContext& context_;
    const AqlSwitches& switches_;
};

}  // namespace assetsodbc::simulator
