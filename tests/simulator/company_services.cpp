// Applications, the services they make up, and TLS certificates.
#include "tests/simulator/company_tables.h"

namespace assetsodbc::simulator {

// One row of a table is one row here.
// clang-format off
std::vector<ObjectTable> companyServices() {
    return {
        {"ITSM", "Applications",
         {"Name", "Lifecycle", "Tier", "Address", "Runs On", "Depends On", "Software", "Go-Live", "Jira Project",
          "Current Version", "Supported Versions", "Repositories", "Runbook", "Product Owner", "Support Team"},
         {
          {"LIMS", "Live", "Tier 1", "https://lims.larkfield.example", "ham-lims-01|ham-lims-02|ham-db-01",
           "Single sign-on", "PostgreSQL", "2020-03-02T07:00:00.000Z", "LIMS", "4.2.1", "4.2.0|4.2.1",
           "lims-server|lims-web", "Runbook: LIMS", "grace.kim", "developers"},
          {"ERP", "Live", "Tier 1", "https://erp.larkfield.example:8443/sap?client=100", "ham-erp-01",
           "Single sign-on|File shares", "Oracle Database", "2014-01-01T00:00:00.000Z", "", "", "", "", "Runbook: ERP",
           "zoe.obrien", "finance"},
          {"Single sign-on", "Live", "Tier 1", "https://sso.larkfield.example", "ham-dc-01|ham-dc-02|dub-dc-01", "", "",
           "2016-09-12T05:30:00.000Z", "IT", "", "", "", "", "miriam.vogel", "infrastructure"},
          {"File shares", "Sunset", "Tier 2", "", "ham-file-01", "Single sign-on", "", "2011-05-05T10:00:00.000Z", "IT",
           "", "", "", "", "jonas.petersen", "infrastructure"},
          {"Web site", "Live", "Tier 2", "https://www.larkfield.example", "dub-web-01", "", "",
           "2021-11-30T23:59:59.999Z", "", "", "", "", "", "luiza.carvalho", "sales"},
          {"VPN", "Live", "Tier 1", "", "dub-vpn-01", "Single sign-on", "", "2020-03-16T06:00:00.000Z", "IT", "", "",
           "", "", "soren.aero", "infrastructure"},
          {"Monitoring", "Live", "Tier 2", "https://mon.larkfield.example", "ham-mon-01", "", "",
           "2022-02-22T22:22:22.222Z", "IT", "", "", "", "", "soren.aero", "infrastructure"},
          {"Git & builds", "Live", "Tier 2", "https://git.larkfield.example", "ham-git-01|tyo-build-01",
           "Single sign-on", "Git", "2019-01-15T12:00:00.000Z", "FW", "2024.1", "2024.1|2024.2 \"Möwe\"",
           "spectra-firmware", "", "taro.yamada", "developers"},
          {"Launchpad 🚀", "Draft", "Tier 3", "", "", "LIMS", "", "", "LIMS", "5.0.0-rc1", "", "[]", "",
           "daniel.nguyen"},
          {"Intranet", "Sunset", "Tier 3", "http://intranet/", "", "Single sign-on", "Confluence",
           "2012-12-12T12:12:12.120Z", "HRX", "", "", "", "", "anna.schmidt", "hr"},
         }},
        {"ITSM", "Business Services",
         {"Name", "Applications", "Owner", "Criticality", "Availability Target", "Service Hours Start",
          "Service Hours End", "Stakeholders", "Support Groups", "Projects", "Description"},
         {
          {"Laboratory", "LIMS|Git & builds", "Grace Kim", "Mission critical", "99.9", "06:00:00", "22:00:00",
           "grace.kim|lukasz.zolkowski|taro.yamada", "developers|Qualität & Prüfung", "LIMS|FW",
           "Everything between sample and report.\nOut of hours: call Rajesh."},
          {"Order to cash", "ERP|File shares", "Zoë O'Brien", "Mission critical", "99.5", "07:00:00", "20:00:00",
           "zoe.obrien|luiza.carvalho", "finance|sales"},
          {"Workplace", "Single sign-on|File shares|VPN", "Jonas Petersen", "High", "99", "00:00:00", "23:59:59",
           "miriam.vogel", "infrastructure|support", "IT"},
          {"Public web", "Web site", "Luíza Carvalho", "Medium", "99.95", "", "",
           "luiza.carvalho|francois.lefevre|olivia.brown", "sales"},
          {"Hiring", "Intranet", "Anna Schmidt", "Low", "", "09:00:00", "17:00:00", "anna.schmidt", "hr", "HRX"},
          {"Coffee ☕", "", "", "Mission critical", "100", "", "", "", "", "", "Not ours, but we get the tickets."},
         }},
        {"ITSM", "Certificates",
         {"Name", "Issuer", "Not Before", "Not After", "Servers", "Renewed Automatically"},
         {
          {"vpn.larkfield.example", "Internal CA G2", "2022-06-15T00:00:00.000Z", "2024-06-14T23:59:59.000Z",
           "dub-vpn-01", "false"},
          {"*.larkfield.example", "Let's Encrypt R3", "2024-04-20T03:11:09.000Z", "2024-07-19T03:11:08.000Z",
           "dub-web-01|ham-lims-01|ham-lims-02", "true"},
          {"erp.larkfield.example", "Internal CA G2", "2023-09-01T00:00:00.000Z", "2025-08-31T23:59:59.000Z",
           "ham-erp-01", "false"},
          {"sso.larkfield.example", "Internal CA G2", "2023-01-01T00:00:00.000Z", "2024-12-31T23:59:59.000Z",
           "ham-dc-01|ham-dc-02", "false"},
          {"Internal CA G2", "Internal CA G1", "2020-02-29T12:00:00.000Z", "2038-01-19T03:14:08.000Z"},
          {"git.larkfield.example", "Let's Encrypt R3", "2024-05-01T00:30:00.000Z", "2024-07-30T00:29:59.000Z",
           "ham-git-01", "true"},
         }},
    };
}
// clang-format on

}  // namespace assetsodbc::simulator
