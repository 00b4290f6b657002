#include "inspector/Inspector.h"

namespace vitrine {

OverlayFactory overlayFactory() {
    return inspector::make;
}

}  // namespace vitrine
