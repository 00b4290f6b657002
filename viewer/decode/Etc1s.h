// ETC1S images (BasisLZ) → blocks of a GPU format, by Basis Universal's transcoder.
#pragma once

#include <memory>

#include "base/Bytes.h"
#include "decode/Ktx2.h"
#include "decode/Ktx2Container.h"

namespace vitrine::decode {

class Etc1s {
public:
    Etc1s();
    ~Etc1s();
    Etc1s(Etc1s&&) noexcept;
    Etc1s& operator=(Etc1s&&) noexcept;

    /// Unpacks the codebooks; false when they are damaged.
    bool open(const Etc1sCodebooks& codebooks);

    /// Writes blockBytes() bytes. False when the data is damaged, or the format is not to be had.
    bool transcode(Bytes data, const Etc1sSlices& slices, const Ktx2Level& level, bool alpha,
                   BlockFormat format, uint8_t* out) const;

private:
    struct Books;
    std::unique_ptr<Books> mBooks;
};

}  // namespace vitrine::decode
