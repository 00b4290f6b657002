#include "gltf/Extensions.h"

#include <cstring>

#include "gltf/Fail.h"

namespace vitrine::gltf {
namespace {

bool startsWith(const std::string& text, const char* prefix) {
    return text.compare(0, std::strlen(prefix), prefix) == 0;
}

bool isKnown(const std::string& name) {
    // A quantised mesh needs nothing more than accessors of all component types.
    return name == kTextureTransform || name == "KHR_mesh_quantization" || name == kBasisu ||
           name == kWebp || name == kAvif || name == kDraco || name == kMeshopt ||
           name == kInstancing || name == kPunctualLights || startsWith(name, "KHR_materials_") ||
           startsWith(name, "KHR_xmp");
}

}  // namespace

Status checkRequired(const std::vector<std::string>& extensionsRequired) {
    for (const std::string& name : extensionsRequired) {
        if (!isKnown(name)) {
            return fail(ErrorCode::UnsupportedExtension,
                        {"The model requires the glTF extension ", name.substr(0, 100),
                         ", which is not supported."});
        }
    }
    return {};
}

}  // namespace vitrine::gltf
