#include <set>

#include "schema/tables/object_detail_table.h"
#include "schema/tables/object_details.h"

namespace assetsodbc::schema {
namespace {

using assets::Ticket;

struct TicketRow {
    std::int64_t objectId = 0;
    Ticket ticket;
};

template <auto Member>
CellView ofTicket(const TicketRow& row, const CellPlace&) {
    return cellOf(row.ticket.*Member);
}

template <auto Member>
CellView readTimestamp(const TicketRow& row, const CellPlace& place) {
    return timestampCell(row.ticket.*Member, place,
                         [&] { return "ticket " + row.ticket.key.value_or(std::to_string(row.ticket.id)); });
}

const RecordColumns<TicketRow>& columns() {
    static const RecordColumns<TicketRow> kColumns = {
        {{"ObjectId", bigInt(), false, Push::Eq | Push::In, "Id of the object."}, member<&TicketRow::objectId>},
        {{"TicketId", bigInt(), false, Push::None, "Id of the ticket in Jira."}, ofTicket<&Ticket::id>},
        {{"TicketKey", wvarchar(255), true, Push::None, "Key of the ticket, such as HELP-12."}, ofTicket<&Ticket::key>},
        {{"Title", wvarchar(255), true, Push::None, "Summary of the ticket."}, ofTicket<&Ticket::title>},
        {{"Reporter", wvarchar(255), true, Push::None,
          "Account id of the user who reported it; the user key on Data Center."},
         ofTicket<&Ticket::reporter>},
        {{"Created", timestamp(), true, Push::None, "When the ticket was created (UTC)."},
         readTimestamp<&Ticket::created>},
        {{"Updated", timestamp(), true, Push::None, "When the ticket was changed last (UTC)."},
         readTimestamp<&Ticket::updated>},
        {{"StatusName", wvarchar(255), true, Push::None, "Name of the ticket's status."},
         ofTicket<&Ticket::statusName>},
        {{"TypeName", wvarchar(255), true, Push::None, "Name of the ticket's type."}, ofTicket<&Ticket::typeName>},
        {{"PriorityName", wvarchar(255), true, Push::None, "Name of the ticket's priority."},
         ofTicket<&Ticket::priorityName>},
    };
    return kColumns;
}

std::vector<TicketRow> ticketsOf(assets::Client& client, std::int64_t objectId, const common::CallContext& context) {
    std::vector<TicketRow> rows;
    std::set<std::int64_t> seen;  // a ticket may name the object in several of its fields
    for (Ticket& ticket : client.tickets(objectId, context))
        if (seen.insert(ticket.id).second) rows.push_back({objectId, std::move(ticket)});
    return rows;
}

}  // namespace

const TableSpec& connectedTicketsSpec() {
    static const TableSpec spec = {
        "Assets",
        "ConnectedTickets",
        TableKind::Table,
        "Tickets that name an object, as far as the site tells: it may leave out resolved ones. It tells them of one "
        "object at a time: compare ObjectId with = or IN, or join it; otherwise all objects are asked for one by one.",
        specsOf(columns()),
        {"ObjectId", "TicketId"},
        {{"FK_ConnectedTickets_ObjectId", {"ObjectId"}, "Assets", "Objects", {"Id"}}}};
    return spec;
}

std::unique_ptr<Table> makeConnectedTicketsTable(assets::Client& client) {
    return std::make_unique<ObjectDetailTable<TicketRow>>(client, connectedTicketsSpec(), columns(), ticketsOf, 2);
}

}  // namespace assetsodbc::schema
