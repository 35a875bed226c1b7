// Copies of objects that outlive the pages they came with.
#pragma once

#include <cstddef>

#include "assets/object_page.h"

namespace assetsodbc::schema {

// Appends a copy of an object of `from` with its attributes and values to `to`; returns its place in to.objects.
std::size_t keepObject(const assets::AssetObject& object, const assets::ObjectPage& from, assets::ObjectPage& to);

// Adds what `from` says of attributes and `to` does not know.
void keepDefinitions(const assets::ObjectPage& from, assets::ObjectPage& to);

}  // namespace assetsodbc::schema
