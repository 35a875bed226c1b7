#include "tests/simulator/company_data.h"

#include <stdexcept>
#include <string>
#include <utility>

#include "tests/simulator/calendar.h"
#include "tests/simulator/company_tables.h"

namespace assetsodbc::simulator {

namespace {

void append(std::vector<ObjectTable>& tables, std::vector<ObjectTable> more) {
    for (ObjectTable& table : more) tables.push_back(std::move(table));
}

std::vector<ObjectTable> companyObjects() {
    std::vector<ObjectTable> tables = companyPeopleAndPlaces();
    append(tables, companyVendorsAndContracts());
    append(tables, companyLaptops());
    append(tables, companyOtherHardware());
    append(tables, companySoftware());
    append(tables, companyServices());
    return tables;
}

// "ITSM/Laptops/HAM-LT-002"
Id idOf(const Site& site, const std::vector<Object>& objects, std::string_view path) {
    const auto parts = splitText(path, '/');
    const ObjectType* type = site.typeNamed(parts.at(0), parts.at(1));
    for (const Object& object : objects) {
        if (type != nullptr && object.typeId == type->id && site.labelOf(object) == parts.at(2)) return object.id;
    }
    throw std::logic_error("company data: no object " + std::string(path));
}

std::string accountId(const SiteDescription& site, std::string_view userName) {
    for (const User& user : site.users) {
        if (user.userName == userName) return user.accountId;
    }
    throw std::logic_error("company data: no user " + std::string(userName));
}

void addTickets(SiteDescription& description, const Site& site, const std::vector<Object>& objects) {
    Id id = 20400;
    for (const TicketSpec& spec : companyTickets()) {
        Ticket ticket;
        ticket.id = id++;
        ticket.key = spec.key;
        ticket.title = spec.title;
        ticket.reporter = accountId(description, spec.reporter);
        ticket.statusName = spec.status;
        ticket.statusColor = spec.color;
        ticket.typeName = spec.type;
        ticket.priorityName = spec.priority;
        ticket.created = timeOf(spec.created);
        ticket.updated = timeOf(spec.updated);
        for (const auto path : spec.objects) ticket.objectIds.push_back(idOf(site, objects, path));
        description.tickets.push_back(std::move(ticket));
    }
}

void addHistory(SiteDescription& description, const Site& site, const std::vector<Object>& objects) {
    Id id = 90001;
    for (const ChangeSpec& spec : companyChanges()) {
        HistoryEntry entry;
        entry.id = id++;
        entry.objectId = idOf(site, objects, spec.object);
        entry.actor = accountId(description, spec.actor);
        entry.created = timeOf(spec.created);
        entry.type = 1;
        entry.affectedAttribute = spec.attribute;
        entry.oldValue = spec.oldValue;
        entry.newValue = spec.newValue;
        description.history.push_back(std::move(entry));
    }
}

}  // namespace

std::unique_ptr<Site> makeCompanySite(const SiteOptions& options) {
    SiteDescription description;
    describeCompany(description);
    addTypes(description, companyTypes(), options);
    // Cells, tickets and changes name things, which only a site can look up.
    const Site names(description, std::make_unique<MemoryStore>());
    std::vector<Object> objects = readObjects(names, companyObjects());
    addTickets(description, names, objects);
    addHistory(description, names, objects);
    return std::make_unique<Site>(std::move(description), std::make_unique<MemoryStore>(std::move(objects)));
}

}  // namespace assetsodbc::simulator
