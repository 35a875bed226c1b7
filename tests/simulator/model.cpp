#include "tests/simulator/model.h"

namespace assetsodbc::simulator {

const char* nameOf(DefaultType type) {
    switch (type) {
        case DefaultType::None:
            return "None";
        case DefaultType::Text:
            return "Text";
        case DefaultType::Integer:
            return "Integer";
        case DefaultType::Boolean:
            return "Boolean";
        case DefaultType::Double:
            return "Double";
        case DefaultType::Date:
            return "Date";
        case DefaultType::Time:
            return "Time";
        case DefaultType::DateTime:
            return "DateTime";
        case DefaultType::Url:
            return "Url";
        case DefaultType::Email:
            return "Email";
        case DefaultType::Textarea:
            return "Textarea";
        case DefaultType::Select:
            return "Select";
        case DefaultType::IpAddress:
            return "IP Address";
    }
    return "None";
}

}  // namespace assetsodbc::simulator
