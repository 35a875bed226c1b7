// assets-odbc dsn list: the data sources of this driver.
#include <ostream>

#include "common/config/site_address.h"
#include "installer/command/command.h"
#include "installer/command/json_text.h"
#include "installer/command/row_writer.h"
#include "installer/data_sources.h"

namespace assetsodbc::installer {
namespace {

int run(const Arguments& arguments, Terminal& terminal) {
    const std::vector<DataSource> sources = arguments.has("--all") ? dataSources() : assetsDataSources();
    const auto writer = makeRowWriter(arguments.has("--json") ? RowFormat::Json : RowFormat::Table, terminal.out);
    writer->begin({{"name"}, {"url"}, {"driver"}, {"scope"}, {"file"}, {"description"}});
    for (const DataSource& source : sources)
        writer->row({source.name, source.url.empty() ? Cell() : Cell(common::maskedUrl(source.url)), source.driver,
                     source.isSystem ? "system" : "user", source.file,
                     source.description.empty() ? Cell() : Cell(source.description)});
    writer->end();
    return kDone;
}

}  // namespace

const CommandSpec& dsnListCommand() {
    static const CommandSpec spec{"dsn list",
                                  "",
                                  "list the data sources of this driver",
                                  "",
                                  {{"--all", "", "also those of other drivers"}, {"--json", "", "as a JSON array"}},
                                  0,
                                  0,
                                  run};
    return spec;
}

}  // namespace assetsodbc::installer
