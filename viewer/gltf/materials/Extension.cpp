#include "gltf/materials/Extension.h"

#include <algorithm>

#include "gltf/Extensions.h"
#include "gltf/Fail.h"
#include "gltf/Number.h"
#include "gltf/TextureInfo.h"

namespace vitrine::gltf {

const MaterialExtension kMaterialExtensions[] = {
    {kAnisotropy, kAnisotropyMembers},
    {kClearcoat, kClearcoatMembers},
    {kDispersion, kDispersionMembers},
    {kEmissiveStrength, kEmissiveStrengthMembers},
    {kIor, kIorMembers},
    {kIridescence, kIridescenceMembers},
    {kSheen, kSheenMembers},
    {kSpecular, kSpecularMembers},
    {kSpecularGlossiness, kSpecularGlossinessMembers, beginSpecularGlossiness},
    {kTransmission, kTransmissionMembers},
    {kUnlit, kUnlitMembers, beginUnlit},
    {kVolume, kVolumeMembers},
    {nullptr, nullptr},
};

namespace {

using tinygltf::Value;

class Reader {
public:
    Reader(const char* extension, size_t material, std::vector<std::string>& warnings)
        : mExtension(extension), mMaterial(material), mWarnings(warnings) {}

    void read(const Member& member, const Value& value, void* target) {
        switch (member.kind) {
            case Member::Kind::Number:
            case Member::Kind::NumberOrZero:
                return numbers(member, value, static_cast<float*>(target), 1);
            case Member::Kind::Colour:
                return numbers(member, value, static_cast<float*>(target), 3);
            case Member::Kind::ColourAlpha:
                return numbers(member, value, static_cast<float*>(target), 4);
            case Member::Kind::Texture:
                *static_cast<TextureSlot*>(target) = slot(value);
                return;
            case Member::Kind::Scale:
                if (value.Has("scale"))
                    *static_cast<float*>(target) = finite(value.Get("scale").GetNumberAsDouble());
        }
    }

private:
    void numbers(const Member& member, const Value& value, float* out, int count) {
        bool isLimited = false;
        for (int i = 0; i < count; ++i) {
            const float number = finite((count == 1 ? value : value.Get(i)).GetNumberAsDouble());
            const bool isZero = number == 0 && member.kind == Member::Kind::NumberOrZero;
            out[i] = isZero ? 0 : std::clamp(number, member.low, member.high);
            isLimited = isLimited || out[i] != number;
        }
        if (!isLimited) return;
        mWarnings.push_back(
            concat({"materials[", mMaterial, "]: ", member.name, " is outside of the range that ",
                    mExtension, " allows; the nearest value is taken."}));
    }

    TextureSlot slot(const Value& info) {
        static const tinygltf::ExtensionMap kNoExtensions;
        const int set = info.Has("texCoord") ? info.Get("texCoord").GetNumberAsInt() : 0;
        return readSlot(
            info.Get("index").GetNumberAsInt(), set,
            info.Has("extensions") ? info.Get("extensions").Get<Value::Object>() : kNoExtensions,
            mMaterial, mWarnings);
    }

    const char* mExtension;
    size_t mMaterial;
    std::vector<std::string>& mWarnings;
};

}  // namespace

void readMaterialExtensions(const tinygltf::ExtensionMap& extensions, size_t material,
                            std::vector<std::string>& warnings, Material& out) {
    for (const MaterialExtension* e = kMaterialExtensions; e->name; ++e) {
        const auto found = extensions.find(e->name);
        if (found == extensions.end()) continue;
        if (e->begin) e->begin(out);
        Reader reader(e->name, material, warnings);
        for (const Member* m = e->members; m->name; ++m) {
            if (found->second.Has(m->name)) {
                reader.read(*m, found->second.Get(m->name), m->target(out));
            }
        }
    }
}

}  // namespace vitrine::gltf
