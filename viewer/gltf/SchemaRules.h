// What glTF's JSON must look like, as tables for Schema.cpp: one per kind of object, with the members that are read.
#pragma once

#include <cstdint>

namespace vitrine::gltf {

/// Of a member of an object.
enum class Kind : uint8_t {
    Index,  // whole number ≥ 0 that fits an int
    Size,   // the same, but too much of it is TooLarge
    Number,
    Bool,
    String,
    Object,   // checked by `rules`
    Objects,  // array of such
    Indices,  // array of Index
    Numbers,  // array of `length` numbers; any length when 0
    Strings,
    IndexMap,            // object of Index
    IndexMaps,           // array of such
    MaterialExtensions,  // as kMaterialExtensions has them
};

/// A table is an array of these; one without a name is the end.
struct Rule {
    const char* name;
    Kind kind;
    bool required = false;
    const Rule* rules = nullptr;
    uint8_t length = 0;
};

/// Those of the file's root; the others hang below.
extern const Rule kRootRules[];
/// A material's reference to a texture.
extern const Rule kTextureInfo[];

}  // namespace vitrine::gltf
