#include <string>

#include "tests/simulator/torture_site.h"

namespace assetsodbc::simulator {
namespace {

const std::string kLongAttributeName(255, 'n');
const std::string kLongTypeName(255, 'T');

std::vector<AttributeSpec> plainAttributes() {
    return {{"Value", "Text", "", ""}, {"Num", "Integer", "", ""}};
}

TypeSpec plainType(std::string_view schema, std::string_view name) {
    return {schema, name, "", "", "Thing", "", plainAttributes()};
}

// Four levels; the fourth below a type that has objects of its own.
std::vector<TypeSpec> inheritingTypes() {
    return {
        {"TORT",
         "Base",
         "",
         "abstract; inherit",
         "Thing",
         "The root, without objects of its own",
         {{"Common Text", "Text", "", "Inherited by all"},
          {"Common Number", "Integer", "summable", ""},
          {"Owner", "-> TORT/People", "", ""},
          {"Tags", "Text", "many", ""},
          {"Secret", "Text", "hidden", ""}}},
        {"TORT",
         "Middle",
         "Base",
         "abstract; inherit",
         "Thing",
         "",
         {{"Mid Date", "Date", "", ""}, {"Mid Ref", "-> TORT/Base", "children", ""}}},
        {"TORT", "Leaf A", "Middle", "inherit", "Thing", "", {{"Extra", "Text", "", ""}, {"Amount", "Double", "", ""}}},
        {"TORT",
         "Leaf B",
         "Middle",
         "",
         "Thing",
         "Passes nothing on",
         {{"Extra", "Integer", "", "A number here, a text in Leaf A"}, {"Flag", "Boolean", "", ""}}},
        {"TORT", "Leaf A Child", "Leaf A", "", "Thing", "", {{"Child Only", "Text", "", ""}}},
        {"TORT",
         "Detached",
         "Leaf B",
         "",
         "Thing",
         "Inherits nothing; one attribute has the name of its parent's",
         {{"Own", "Text", "", ""}, {"Common Text", "Text", "", ""}}},
    };
}

// Every kind of attribute, under the same names in both types.
std::vector<AttributeSpec> everyKind(const char* some, const char* more) {
    static constexpr std::pair<const char*, const char*> kPlain[] = {
        {"Txt", "Text"},
        {"Long", "Textarea"},
        {"Int", "Integer"},
        {"Dbl", "Double"},
        {"Bool", "Boolean"},
        {"Day", "Date"},
        {"Clock", "Time"},
        {"Moment", "DateTime"},
        {"Link", "Url"},
        {"Mail", "Email"},
        {"Ip", "IP Address"},
        {"Person", "-> TORT/People"},
        {"Place", "-> OTHR/Places"},
        {"Usr", "User"},
        {"Grp", "Group"},
        {"Prj", "Project"},
        {"Ver", "Version"},
        {"Page", "Confluence"},
        {"State", "Status"},
        {"Repo", "Bitbucket"},
        {"Team", "Later"},
    };
    std::vector<AttributeSpec> attributes;
    bool first = true;
    for (const auto& [name, type] : kPlain) {
        attributes.push_back({name, type, first ? some : more, "One of each kind"});
        first = !first;
    }
    return attributes;
}

std::vector<TypeSpec> kindTypes() {
    TypeSpec single = {"TORT", "Kinds", "", "", "Thing", "Every kind, single-valued", everyKind("", "")};
    single.attributes.push_back({"Choice", "Select", "options=Alpha,alpha,ALPHA,Été,50%,a_b,x", ""});
    single.attributes.push_back({"Leaf", "-> TORT/Base", "children", "Any descendant of an abstract type"});
    single.attributes.push_back({"Code", "Text", "unique; required", ""});
    TypeSpec many = {"TORT", "Many", "", "", "Thing", "Every kind, multi-valued", everyKind("many", "max=3")};
    many.attributes.push_back({"Choice", "Select", "many; options=Alpha,alpha,ALPHA,Été,50%,a_b,x", ""});
    many.attributes.push_back({"Leaf", "-> TORT/Base", "children; max=3", ""});
    return {single, many};
}

std::vector<TypeSpec> relatedTypes() {
    return {
        {"TORT",
         "People",
         "",
         "",
         "Thing",
         "Its label is not called Name",
         {{"Full Name", "Text", "label", ""},
          {"Login", "Text", "unique", ""},
          {"Boss", "-> TORT/People", "", ""},
          {"Born", "Date", "", ""},
          {"Account", "User", "", ""}}},
        {"TORT",
         "Tree",
         "",
         "",
         "Thing",
         "Refers to itself, in circles too",
         {{"Parent", "-> TORT/Tree", "", ""},
          {"Neighbours", "-> TORT/Tree", "many", ""},
          {"Rank", "Integer", "", ""},
          {"Weight", "Double", "", ""}}},
        {"TORT",
         "Laptops",
         "",
         "",
         "Thing",
         "Owner_Id and Owner_Key are attributes of their own",
         {{"Tags", "Text", "many", ""},
          {"Owner", "-> TORT/People", "", ""},
          {"Owner_Id", "Text", "", ""},
          {"Owner_Key", "Integer", "", ""},
          {"Price", "Double", "", ""},
          {"Status", "Status", "", ""}}},
        {"TORT", "Laptops_Tags", "", "", "Thing", "Named as the bridge of Laptops", {{"Tag", "Text", "", ""}}},
        {"TORT", "Number Label", "", "", "Thing", "Its label is a number", {{"No", "Integer", "label", ""}}},
        {"OTHR",
         "Places",
         "",
         "",
         "Thing",
         "",
         {{"City", "Text", "", ""},
          {"Opened", "DateTime", "", ""},
          {"Area", "Double", "", ""},
          {"Head", "-> TORT/People", "", ""}}},
        {"OTHR", "People", "", "", "Thing", "Named as a type of TORT", {{"Nick", "Text", "", ""}}},
    };
}

TypeSpec awkwardNames() {
    TypeSpec type = {"TORT", "Names", "", "", "Thing", "Names that are hard to write", {}};
    static constexpr const char* kTexts[] = {"Quote\"d",
                                             "Dot.ted",
                                             "Bra[ck]et",
                                             "Back\\slash",
                                             "Single'quote",
                                             "select",
                                             "Order",
                                             "AND",
                                             "Label",
                                             "ObjectId",
                                             "ObjectTypeName",
                                             "HasAvatar",
                                             "AQL",
                                             "anyAttribute",
                                             "objectSchema",
                                             "\xF0\x9F\x98\x80 Emoji",
                                             "  blanks  ",
                                             "Value",
                                             "VALUE",
                                             "value",
                                             "name",
                                             "a--b",
                                             "semi;colon",
                                             "tab\there",
                                             "%",
                                             "\xE6\x97\xA5\xE6\x9C\xAC\xE8\xAA\x9E",
                                             "x`y",
                                             "1st",
                                             "not"};
    for (const char* name : kTexts) type.attributes.push_back({name, "Text", "", ""});
    type.attributes.push_back({kLongAttributeName, "Text", "", "As long as a name may be"});
    type.attributes.push_back({"rowid", "Integer", "", ""});
    type.attributes.push_back({"Group By", "Integer", "", ""});
    return type;
}

std::vector<TypeSpec> collidingTypes() {
    std::vector<TypeSpec> types;
    for (const char* name : {"Case", "CASE", "We\"ird.[Type]", "\xF0\x9F\x9A\x80 Rockets", "select", "  Blank Type ",
                             "Objects", "Empty", "Solo"}) {
        types.push_back(plainType("TORT", name));
    }
    types.push_back(plainType("TORT", kLongTypeName));
    for (const char* schema : {"ASSETS", "SYS", "TEMP", "MAIN"}) types.push_back(plainType(schema, "Things"));
    types.push_back(plainType("ASSETS", "Objects"));
    return types;
}

}  // namespace

std::vector<TypeSpec> tortureTypes() {
    std::vector<TypeSpec> types = inheritingTypes();
    for (auto& more : {kindTypes(), relatedTypes(), {awkwardNames()}, collidingTypes()}) {
        types.insert(types.end(), more.begin(), more.end());
    }
    return types;
}

}  // namespace assetsodbc::simulator
