#include "StbResize.h"

#define STB_IMAGE_RESIZE_IMPLEMENTATION
#define STB_IMAGE_RESIZE_STATIC
#include <stb_image_resize.h>

namespace vitrine::pack {

void stbResize(const float* from, uint32_t fromWidth, uint32_t fromHeight, float* to,
               uint32_t toWidth, uint32_t toHeight, Filter filter, bool byAlpha) {
    constexpr stbir_filter filters[] = {STBIR_FILTER_BOX, STBIR_FILTER_CATMULLROM,
                                        STBIR_FILTER_TRIANGLE};
    stbir_resize_float_generic(from, int(fromWidth), int(fromHeight), 0, to, int(toWidth),
                               int(toHeight), 0, 4, byAlpha ? 3 : STBIR_ALPHA_CHANNEL_NONE, 0,
                               STBIR_EDGE_CLAMP, filters[int(filter)], STBIR_COLORSPACE_LINEAR,
                               nullptr);
}

}  // namespace vitrine::pack
