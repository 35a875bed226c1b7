// Bytes and GUIDs. Bytes become text as pairs of hexadecimal digits; GUIDs travel as text.
#include <string>
#include <variant>

#include "driver/convert/converters.h"
#include "driver/convert/guid.h"

namespace assetsodbc::driver {

namespace {

using schema::CellView;
using schema::TypeSpec;

std::string_view bytesOf(const CellView& cell) {
    if (const auto* blob = std::get_if<schema::Blob>(&cell)) return blob->bytes;
    return std::get<std::string_view>(cell);
}

void writeHex(std::string_view bytes, std::string& text) {
    constexpr std::string_view kDigits = "0123456789ABCDEF";
    text.reserve(bytes.size() * 2);
    for (const char byte : bytes) {
        const auto value = static_cast<unsigned char>(byte);
        text += kDigits[value >> 4];
        text += kDigits[value & 15];
    }
}

Conversion bytesToText(const CellView& cell, const TypeSpec&, const Target& target) {
    std::string& hex = target.progress().converted;  // kept for the next piece
    if (hex.empty()) writeHex(bytesOf(cell), hex);
    return target.text({hex, 0, 2, true});
}

Conversion bytesToBinary(const CellView& cell, const TypeSpec&, const Target& target) {
    return target.bytes(bytesOf(cell));
}

std::string_view textOf(const CellView& cell) {
    return std::get<std::string_view>(cell);
}

Conversion guidToText(const CellView& cell, const TypeSpec&, const Target& target) {
    const std::string_view text = textOf(cell);
    if (!parseGuid(text)) return target.text({text});
    return target.text({text, text.size(), 1, true});
}

SQLGUID guidOf(const CellView& cell, const Target& target) {
    const auto guid = parseGuid(textOf(cell));
    if (!guid) throwNotConvertible(textOf(cell), target.kind());
    return *guid;
}

Conversion guidToGuid(const CellView& cell, const TypeSpec&, const Target& target) {
    return target.fixed(guidOf(cell, target));
}

Conversion guidToBinary(const CellView& cell, const TypeSpec&, const Target& target) {
    return target.fixedAsBytes(guidOf(cell, target));
}

}  // namespace

const ConverterRow kFromBytes = converterRow({
    {CKind::Char, bytesToText},
    {CKind::WChar, bytesToText},
    {CKind::Binary, bytesToBinary},
});

const ConverterRow kFromGuid = converterRow({
    {CKind::Char, guidToText},
    {CKind::WChar, guidToText},
    {CKind::Binary, guidToBinary},
    {CKind::Guid, guidToGuid},
});

}  // namespace assetsodbc::driver
