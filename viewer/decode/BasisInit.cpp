#include "decode/BasisInit.h"

#include <basisu_transcoder.h>

namespace vitrine::decode {

void initBasis() {
    static const bool done = [] {
        basist::basisu_transcoder_init();
        return true;
    }();
    (void)done;
}

}  // namespace vitrine::decode
