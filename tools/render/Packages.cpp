#include "tools/render/Packages.h"

#include "surfaces.h"

namespace vitrine::poster {

Bytes package(std::string_view family) {
#include "Packages.inc"
    return {};
}

}  // namespace vitrine::poster
