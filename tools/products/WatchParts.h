// Geometry of the watch that needs no painter of its own. Everything in metres in the watch's
// frame: dial towards +Z, twelve towards +Y.
#pragma once

#include "Shape.h"

namespace vitrine::products::watch_parts {

constexpr float kMm = 0.001f;

enum StrapTag { kShort, kLong, kKeeper };

// Both pieces of the strap and their keeper. The charts lie along the image's wide side.
void strap(Mesh& mesh);

// Length of a piece of the strap from its lug to its tip, caps left out.
float pieceLength(int tag);

// Half the strap's width at a distance along it from its lug.
float strapHalf(int tag, float along);

// Distance from the nearest buckle hole of the long piece.
float holeDistance(float along, float across);

void buckle(Mesh& mesh, Rect rect, int tag);

// Applied hour markers, both hands and the centre's cap.
Mesh markers();
Mesh lume();
Mesh secondsHand();
Mesh crystal();

}  // namespace vitrine::products::watch_parts
