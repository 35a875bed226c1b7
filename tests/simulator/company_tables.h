// The tables that company_data.cpp puts together, by area.
#pragma once

#include <string_view>
#include <vector>

#include "tests/simulator/object_table.h"
#include "tests/simulator/site.h"
#include "tests/simulator/type_table.h"

namespace assetsodbc::simulator {

std::vector<TypeSpec> companyTypes();
void describeCompany(SiteDescription& site);  // schemas, icons, people with accounts, groups, statuses, projects, …

std::vector<ObjectTable> companyPeopleAndPlaces();
std::vector<ObjectTable> companyVendorsAndContracts();
std::vector<ObjectTable> companyLaptops();
std::vector<ObjectTable> companyOtherHardware();
std::vector<ObjectTable> companySoftware();
std::vector<ObjectTable> companyServices();

struct TicketSpec {
    std::string_view key, title, reporter, status, color, type, priority, created, updated;
    std::vector<std::string_view> objects;  // "SCHEMA/Type/label"
};
struct ChangeSpec {
    std::string_view object;  // "SCHEMA/Type/label"
    std::string_view actor, created, attribute, oldValue, newValue;
};
std::vector<TicketSpec> companyTickets();
std::vector<ChangeSpec> companyChanges();

}  // namespace assetsodbc::simulator
