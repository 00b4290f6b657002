// Blocks of ETC1S as blocks of BC1, without a way through pixels. Pure; any thread.
#pragma once

#include <cstdint>

namespace vitrine::decode {

/// Turns a block of ETC1 (OES_compressed_ETC1_RGB8_texture) that keeps to ETC1S (one base colour and one table of
/// intensities for both halves) into one of BC1 with four colours, in place: both have 8 bytes.
///
/// All colours of such a block lie on a line of greys about the base colour, at −b, −a, a and b of the table, which are
/// near 0, 1/3, 2/3 and 1 of the way: what BC1 has between its two end points. After initBasis().
void etc1sToBc1(uint8_t* block);

}  // namespace vitrine::decode
