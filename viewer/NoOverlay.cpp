#include "Overlay.h"

namespace vitrine {

OverlayFactory overlayFactory() {
    return nullptr;
}

}  // namespace vitrine
