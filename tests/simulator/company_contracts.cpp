// Whom the company buys from, and on what terms.
#include <string>

#include "tests/simulator/company_tables.h"

namespace assetsodbc::simulator {

namespace {

// The clauses of a real contract do not fit a column of 255 characters, nor one of 4,000.
const std::string& longTerms() {
    static const std::string text = [] {
        std::string clauses;
        for (int number = 1; number <= 60; ++number) {
            clauses +=
                "§ " + std::to_string(number) +
                " The provider keeps temperature and humidity within the agreed limits and reports every excursion "
                "to the customer within one hour; see appendix " +
                std::to_string(number % 7 + 1) + ".\n";
        }
        return clauses + "Ende.";
    }();
    return text;
}

}  // namespace

// One row of a table is one row here.
// clang-format off
std::vector<ObjectTable> companyVendorsAndContracts() {
    return {
        {"ITSM", "Vendors",
         {"Name", "Website", "Support Email", "Support Opens", "Support Closes", "Country", "Rating", "Preferred",
          "Customer Number", "Notes"},
         {
          {"Lenovo", "https://www.lenovo.example/support?country=de&lang=de", "support@lenovo.example", "08:00:00",
           "18:00:00", "Germany", "4.1", "true", "LEN-4471209"},
          {"Dell Technologies", "https://www.dell.example", "prosupport@dell.example", "00:00:00", "23:59:59",
           "Ireland", "4.4", "true", "0088213"},
          {"Apple", "https://www.apple.example/business/", "", "", "", "United States", "3.9", "false"},
          {"Hewlett Packard Enterprise", "https://www.hpe.example", "hpe@support.example", "07:00:00", "19:00:00",
           "Germany", "3.5", "true", "HPE;DE;5512"},
          {"富士通", "https://www.fujitsu.example/jp/", "toiawase@fujitsu.example", "09:00:00", "17:30:00", "日本", "4.0",
           "true", "J-20931", "担当：高橋様"},
          {"Samsung", "https://www.samsung.example/business", "", "", "", "South Korea", "3.2", "false"},
          {"EIZO", "https://www.eizo.example", "service@eizo.example", "08:30:00", "16:00:00", "Japan", "4.8", "true",
           "D-771"},
          {"Microsoft", "https://www.microsoft.example", "", "", "", "United States", "3.0", "true", "MPN 33801"},
          {"Atlassian", "https://www.atlassian.example", "support@atlassian.example", "", "", "Australia", "4.2",
           "true", "SEN-14820017"},
          {"Elbe Rechenzentrum GmbH", "https://www.elbe-rz.example", "noc@elbe-rz.example", "00:00:00", "23:59:59",
           "Germany", "4.6", "true", "K-100482",
           "Zutritt nur mit Anmeldung:\n1. Ticket eröffnen\n2. Ausweis mitbringen\n\tZufahrt über Hof 3"},
          {"Liffey Hosting", "http://liffey-hosting.example", "help@liffey-hosting.example", "08:00:00", "20:00:00",
           "Ireland", "3.75", "false", "LH/2015/77"},
          {"Nordlicht Leasing AG", "https://nordlicht-leasing.example", "vertrag@nordlicht-leasing.example", "09:00:00",
           "16:30:00", "Germany", "2.5", "false", "NL 00 71 24"},
          {"Telefonwerk", "https://telefonwerk.example/geschäftskunden", "", "07:00:00", "22:00:00", "Germany", "1.75",
           "false", "NULL", "Hotline: press 1, then 4, then wait. 😡"},
          {"Debian", "https://www.debian.org", "", "", "", "", "5"},
          {"Oracle", "https://www.oracle.example", "", "", "", "United States", "2", "false", "22-118-340",
           "Audit in 2021; see \"Contracts\"."},
          {"Larkfield Instruments", "https://www.larkfield.example", "it@larkfield.example", "", "", "Germany"},
         }},
        {"ITSM", "Contracts",
         {"Name", "Vendor", "State", "Start Date", "End Date", "Notice Period", "Annual Value", "Owner", "Approvers",
          "Document", "Terms"},
         {
          {"Laptop leasing 2022", "Nordlicht Leasing AG", "Signed", "2022-01-01", "2024-12-31", "90", "86400",
           "miriam.vogel", "zoe.obrien|peter.schmidt", "https://larkfield.example/contracts/2022/leasing.pdf",
           "Devices go back in working order; scratches are accepted,\nbroken glass is not."},
          {"Laptop leasing 2019", "Nordlicht Leasing AG", "Expired", "2019-01-01", "2021-12-31", "90", "79200.5",
           "miriam.vogel", "zoe.obrien"},
          {"Hamburg colocation", "Elbe Rechenzentrum GmbH", "Signed", "2021-07-01", "2026-06-30", "180", "64812.36",
           "miriam.vogel", "zoe.obrien|layla.haddad", "https://larkfield.example/contracts/2021/colo%20hamburg.pdf",
           longTerms()},
          {"Dublin cage", "Liffey Hosting", "Signed", "2020-03-01", "", "30", "21600", "aoife.byrne", "zoe.obrien"},
          {"Server maintenance", "Dell Technologies", "Signed", "2023-02-01", "2028-01-31", "60", "18250.1",
           "rajesh.iyer", "zoe.obrien", "https://larkfield.example/contracts/2023/dell.pdf",
           "Four hours, around the clock."},
          {"Mobile phones Germany", "Telefonwerk", "Signed", "2023-09-01", "2025-08-31", "90", "9480", "jonas.petersen",
           "peter.schmidt", "", "Cancel in writing - by fax!"},
          {"Microsoft 365", "Microsoft", "Signed", "2022-11-01", "2025-10-31", "30", "31104", "miriam.vogel",
           "zoe.obrien|peter.schmidt|layla.haddad", "https://larkfield.example/contracts/2022/m365.pdf"},
          {"Atlassian Cloud Premium", "Atlassian", "Signed", "2021-04-01", "2025-03-31", "0", "17520", "aoife.byrne",
           "[]"},
          {"Oracle support", "Oracle", "Signed", "2018-06-01", "2024-05-31", "365", "48900", "rajesh.iyer",
           "zoe.obrien|layla.haddad"},
          {"Monitors 2024", "EIZO", "Draft", "2024-07-01", "", "", "", "jonas.petersen"},
          {"Copier lease", "Hewlett Packard Enterprise", "Expired", "2014-01-01", "2018-12-31", "90", "3600"},
         }},
    };
}
// clang-format on

}  // namespace assetsodbc::simulator
