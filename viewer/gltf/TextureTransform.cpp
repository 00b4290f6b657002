#include "gltf/TextureTransform.h"

#include <cmath>

#include "gltf/Extensions.h"
#include "gltf/Number.h"

namespace vitrine::gltf {
namespace {

float numberOf(const tinygltf::Value& object, const char* name, int index, float otherwise) {
    if (!object.Has(name)) return otherwise;
    const tinygltf::Value* value = &object.Get(name);
    if (index >= 0) {
        if (!value->IsArray() || static_cast<size_t>(index) >= value->ArrayLen()) return otherwise;
        value = &value->Get(static_cast<size_t>(index));
    }
    return value->IsNumber() ? finite(value->GetNumberAsDouble()) : otherwise;
}

}  // namespace

int applyTextureTransform(const tinygltf::ExtensionMap& extensions, int texCoord,
                          TextureSlot& slot) {
    const auto found = extensions.find(kTextureTransform);
    if (found == extensions.end() || !found->second.IsObject()) return texCoord;
    const tinygltf::Value& transform = found->second;
    const float angle = numberOf(transform, "rotation", -1, 0);
    const float sx = numberOf(transform, "scale", 0, 1), sy = numberOf(transform, "scale", 1, 1);
    const float c = std::cos(angle), s = std::sin(angle);
    // translation * rotation * scale, as the extension's text has it: scale first. The rotation is
    // counter- clockwise as seen on the image, where v points down.
    slot.row0 = {c * sx, s * sy, numberOf(transform, "offset", 0, 0)};
    slot.row1 = {-s * sx, c * sy, numberOf(transform, "offset", 1, 0)};
    if (!transform.Has("texCoord")) return texCoord;
    const tinygltf::Value& set = transform.Get("texCoord");
    return set.IsInt() ? set.GetNumberAsInt() : texCoord;
}

}  // namespace vitrine::gltf
