// A table for eyes. Its columns are as wide as the first rows need; a later value that is wider is shown whole all the
// same. Numbers stand at the right. NULL is NULL; a text that reads NULL is in quotes.
#include <algorithm>
#include <ostream>

#include "installer/command/display_text.h"
#include "installer/command/row_writer.h"

namespace assetsodbc::installer {
namespace {

constexpr std::size_t kRowsMeasured = 1000;
constexpr std::size_t kBytesHeldBack = std::size_t{1} << 20;

std::string shown(const Cell& cell) {
    if (!cell) return "NULL";
    return *cell == "NULL" ? "'NULL'" : displayText(*cell);
}

class TableWriter : public RowWriter {
public:
    explicit TableWriter(std::ostream& out) : out_(out) {}

    void begin(const std::vector<Column>& columns) override {
        if (hasWritten_) out_ << "\n";
        hasWritten_ = true;
        columns_ = columns;
        widths_.clear();
        for (const Column& column : columns_) widths_.push_back(displayWidth(displayText(column.name)));
        isMeasuring_ = true;
        rowCount_ = 0;
    }
    void row(const std::vector<Cell>& cells) override {
        std::vector<std::string> texts(cells.size());
        std::transform(cells.begin(), cells.end(), texts.begin(), shown);
        ++rowCount_;
        if (!isMeasuring_) {
            line(texts);
            return;
        }
        for (std::size_t i = 0; i < texts.size(); ++i) {
            widths_[i] = std::max(widths_[i], displayWidth(texts[i]));
            bytesHeld_ += texts[i].size();
        }
        held_.push_back(std::move(texts));
        if (held_.size() >= kRowsMeasured || bytesHeld_ >= kBytesHeldBack) release();
    }
    void end() override {
        release();
        out_ << "(" << rowCount_ << (rowCount_ == 1 ? " row)" : " rows)") << "\n";
    }
    void abandon() override {
        if (!held_.empty()) release();
    }

private:
    void release() {
        if (isMeasuring_) head();
        isMeasuring_ = false;
        for (const auto& texts : held_) line(texts);
        held_.clear();
        bytesHeld_ = 0;
    }
    void head() {
        std::vector<std::string> names;
        for (const Column& column : columns_) names.push_back(displayText(column.name));
        line(names);
        for (std::size_t i = 0; i < widths_.size(); ++i) out_ << (i == 0 ? "" : "-+-") << std::string(widths_[i], '-');
        out_ << "\n";
    }
    void line(const std::vector<std::string>& texts) {
        for (std::size_t i = 0; i < texts.size(); ++i) {
            const std::size_t width = displayWidth(texts[i]);
            const std::string padding(widths_[i] - std::min(widths_[i], width), ' ');
            const bool isLast = i + 1 == texts.size();
            if (i > 0) out_ << " | ";
            if (columns_[i].kind == ColumnKind::Number)
                out_ << padding << texts[i];
            else
                out_ << texts[i] << (isLast ? "" : padding);
        }
        out_ << "\n";
    }

    std::ostream& out_;
    std::vector<Column> columns_;
    std::vector<std::size_t> widths_;
    std::vector<std::vector<std::string>> held_;  // rows that the widths are still measured by
    std::size_t bytesHeld_ = 0, rowCount_ = 0;
    bool isMeasuring_ = true, hasWritten_ = false;
};

}  // namespace

std::unique_ptr<RowWriter> makeTableWriter(std::ostream& out) {
    return std::make_unique<TableWriter>(out);
}

std::unique_ptr<RowWriter> makeRowWriter(RowFormat format, std::ostream& out) {
    switch (format) {
        case RowFormat::Csv:
            return makeCsvWriter(out);
        case RowFormat::Json:
            return makeJsonWriter(out, true);
        case RowFormat::NdJson:
            return makeJsonWriter(out, false);
        case RowFormat::Table:
            break;
    }
    return makeTableWriter(out);
}

}  // namespace assetsodbc::installer
