// Software and the licences for it.
#include "tests/simulator/company_tables.h"

namespace assetsodbc::simulator {

// One row of a table is one row here.
// clang-format off
std::vector<ObjectTable> companySoftware() {
    return {
        {"ITSM", "Software",
         {"Name", "Vendor", "Version", "Categories", "Homepage", "Licence Required", "Supported Until", "Repository",
          "Documentation"},
         {
          {"Debian 12", "Debian", "12.5", "Operating system", "https://www.debian.org/releases/bookworm/", "false",
           "2028-06-30", "debian-image", "How we install Debian"},
          {"Windows 11", "Microsoft", "23H2", "Operating system", "https://www.microsoft.example/windows", "true",
           "2026-11-10", "windows-image", "Windows 11: known issues|新入社員ガイド"},
          {"Windows Server 2022", "Microsoft", "21H2", "Operating system", "", "true", "2031-10-14"},
          {"macOS Sonoma", "Apple", "14.5", "Operating system", "", "false"},
          {"VMware ESXi", "", "8.0 U2", "Operating system|Utilities", "", "true", "2027-10-11"},
          {"Microsoft 365", "Microsoft", "", "Office|Collaboration", "https://www.microsoft.example/365", "true"},
          {"LibreOffice", "", "7.4.7", "Office", "https://www.libreoffice.org", "false"},
          {"Firefox", "", "126.0", "Utilities", "https://www.mozilla.org/firefox/?utm_source=it&x=1#top", "false"},
          {"Visual Studio Code", "Microsoft", "1.89.1", "Development", "https://code.visualstudio.com", "false"},
          {"Git", "", "2.39.2", "Development", "https://git-scm.com", "false"},
          {"Python", "", "3.11", "Development", "https://www.python.org", "false", "2027-10-31"},
          {"PostgreSQL", "", "15.6", "Database", "https://www.postgresql.org", "false", "2027-11-11"},
          {"Oracle Database", "Oracle", "19c", "Database", "", "true", "2027-04-30"},
          {"Jira Service Management", "Atlassian", "Cloud", "Collaboration", "https://larkfield.atlassian.net", "true"},
          {"Confluence", "Atlassian", "Cloud", "Collaboration", "https://larkfield.atlassian.net/wiki", "true", "", "",
           "新入社員ガイド"},
          {"AutoCAD", "", "2024", "Design", "", "true", "2027-03-31"},
          {"KiCad", "", "8.0.2", "Design|Development", "https://www.kicad.org", "false"},
          {"DATEV", "", "16.1", "Office", "https://www.datev.example", "true"},
          {"Spectra SDK", "Larkfield Instruments", "2024.1", "Development", "https://www.larkfield.example/sdk",
           "false", "", "spectra-firmware"},
          {"KeePassXC", "", "2.7.7", "Security", "https://keepassxc.org", "false"},
          {"7-Zip", "", "24.05", "Utilities", "https://www.7-zip.org", "false"},
          {"一太郎", "", "2024", "Office", "", "true"},
         }},
        {"ITSM", "Software Licences",
         {"Name", "Software", "Licence Key", "Licence Type", "Seats", "Seats Used", "Cost per Seat", "Valid From",
          "Valid Until", "Auto Renewal", "Contract", "Department", "Assigned To"},
         {
          {"Microsoft 365 E3", "Microsoft 365", "", "Subscription", "60", "52", "518.4", "2022-11-01", "2025-10-31",
           "true", "Microsoft 365", "IT"},
          {"Windows 11 Enterprise", "Windows 11", "NPPR9-FWDCX-D2C8J-H872K-2YT43", "Subscription", "50", "44", "72",
           "2022-11-01", "2025-10-31", "true", "Microsoft 365", "IT"},
          {"Windows Server Datacenter", "Windows Server 2022", "WX4NM-KYWYW-QJJR4-XV3QB-6VM33", "Perpetual", "2", "2",
           "0", "2022-03-15", "9999-12-31", "false", "", "IT"},
          {"VMware vSphere", "VMware ESXi", "AA11A-22222-BB33B-44444-CC55C", "Perpetual", "8", "8", "1250.25",
           "2023-02-01", "9999-12-31", "false", "", "IT"},
          {"Oracle Database EE", "Oracle Database", "", "Perpetual", "4", "4", "12225", "2018-06-01", "9999-12-31",
           "true", "Oracle support", "IT"},
          {"Jira Service Management Premium", "Jira Service Management", "", "Subscription", "20", "20", "528",
           "2021-04-01", "2025-03-31", "true", "Atlassian Cloud Premium", "Support",
           "Aoife Byrne|Jennifer Null|Seán Ó Súilleabháin|Miriam Vogel|Jonas Petersen"},
          {"Confluence Premium", "Confluence", "", "Subscription", "60", "44", "115.5", "2021-04-01", "2025-03-31",
           "true", "Atlassian Cloud Premium", "Support"},
          {"AutoCAD single user", "AutoCAD", "568-12345678", "Subscription", "3", "2", "2269.33", "2023-04-01",
           "2024-03-31", "false", "", "Research & Development", "William Carter III|Emily Carter"},
          {"DATEV Mittelstand", "DATEV", "", "Subscription", "5", "3", "-12.5", "2013-05-01", "", "true", "", "Finance",
           "Peter Schmidt|Niamh Kelly"},
          {"Debian", "Debian 12", "", "Open source", "2147483647", "0", "0", "2023-06-10", "9999-12-31"},
          {"一太郎 2024", "一太郎", "JT-2024-0007-7781", "Perpetual", "4", "4", "98.1", "2024-02-09", "9999-12-31", "false",
           "", "Firmware", "山田 太郎|鈴木 花子|佐藤 健|田中 美咲"},
          {"KeePassXC", "KeePassXC", "", "Open source"},
          {"Python", "Python", "", "Open source", "", "", "", "2001-04-06", "9999-12-31"},
          {"PostgreSQL", "PostgreSQL", "", "Open source", "", "", "", "1996-07-08", "9999-12-31"},
          {"Spectra SDK (internal)", "Spectra SDK", "", "Site", "0", "0", "0.1", "2024-01-15", "", "", "",
           "Research & Development"},
          {"LibreOffice", "LibreOffice", "", "Open source"},
         }},
    };
}
// clang-format on

}  // namespace assetsodbc::simulator
