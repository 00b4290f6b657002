// Painters' building blocks shared by the products: colours in sRGB 0..1, reliefs and places in
// metres. Any thread.
#pragma once

#include "Noise.h"
#include "Product.h"

namespace vitrine::products {

// Walnut. `grain.x` runs along the fibres.
Texel walnut(glm::vec3 grain);
float walnutRelief(glm::vec3 grain);

// Full-grain leather: pebbles parted by creases, wear that lightens the high places.
float leatherRelief(glm::vec3 p, float pebble);
Texel leather(glm::vec3 p, float pebble, glm::vec3 colour, float occlusion);

// Fine parallel scratches. `along` and `across` are the place relative to the brushing.
float brushedRelief(float along, float across, float seed);

// Plain weave, threads `pitch` wide; `shade` -1..1 says how light this yarn is just here.
struct Weave {
    float relief;
    float shade;
    bool warp;
};
Weave weave(glm::vec2 st, float pitch);

// A row of stitches of the given length along `along`, at distance `across` from the seam line:
// 1 on the thread, 0 off it; the thread's height is thread() times its radius.
float stitches(float along, float across, float length, float width);

// Distance from p to the strokes of a line of text, letters 0.6 wide and 1 high, the text centred
// on the origin. Knows the letters the products need; others are blank.
float textDistance(glm::vec2 p, const char* text);

}  // namespace vitrine::products
