#include "gltf/TextureInfo.h"

#include "gltf/Fail.h"
#include "gltf/TextureTransform.h"

namespace vitrine::gltf {

TextureSlot readSlot(int texture, int texCoord, const tinygltf::ExtensionMap& extensions,
                     size_t material, std::vector<std::string>& warnings) {
    TextureSlot out;
    if (texture < 0) return out;
    const int set = applyTextureTransform(extensions, texCoord, out);
    if (set < 0 || set > 1) {
        warnings.push_back(
            concat({"materials[", material, "] uses TEXCOORD_", set,
                    "; only sets 0 and 1 are supported, so that texture is left out."}));
        return TextureSlot();
    }
    out.uv = static_cast<uint8_t>(set);
    out.texture = texture;
    return out;
}

}  // namespace vitrine::gltf
