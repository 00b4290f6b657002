#include "Materials.h"

#include <algorithm>
#include <cmath>
#include <cstring>

namespace vitrine::products {

namespace {

// Growth rings as a sawtooth, 0..1: early wood rises slowly into a dark late line. The board is
// cut off the pith's axis, which bends the rings into the arches people know.
float ring(glm::vec3 g) {
    const glm::vec3 bend{g.x * 3.2f, g.y * 14, g.z * 14};
    const float wander = 0.020f * fbm(bend, 3, 11) + 0.0015f * noise(g * glm::vec3{20, 90, 90}, 12);
    const float reach = std::sqrt((g.y - 0.035f) * (g.y - 0.035f) + (g.z + 0.05f) * (g.z + 0.05f));
    const float phase = (reach + wander + 0.02f * g.x) / 0.0085f;
    return phase - std::floor(phase);
}

float fibres(glm::vec3 g) {
    return fbm(g * glm::vec3{40, 900, 900}, 4, 21);
}

// Open pores: short dark dashes along the grain, denser in early wood.
float pores(glm::vec3 g) {
    const float n = noise(g * glm::vec3{160, 2300, 2300}, 31);
    return step01(0.30f, 0.55f, n) * (0.35f + 0.65f * (1 - ring(g)));
}

}  // namespace

float walnutRelief(glm::vec3 g) {
    return -2.4e-5f * pores(g) + 4e-6f * fibres(g);
}

Texel walnut(glm::vec3 g) {
    const float r = ring(g);
    const float late = step01(0.45f, 0.93f, r) * (1 - step01(0.95f, 1.0f, r));
    const float drift = fbm(g * glm::vec3{4, 25, 25}, 4, 41);
    glm::vec3 c =
        glm::mix(glm::vec3{0.46f, 0.325f, 0.225f}, glm::vec3{0.285f, 0.185f, 0.12f}, 0.75f * late);
    c *= 1.0f + 0.30f * drift + 0.26f * fibres(g);
    const float pore = pores(g);
    c = glm::mix(c, glm::vec3{0.17f, 0.10f, 0.065f}, 0.6f * pore);
    return {c, 0.44f + 0.10f * fibres(g) + 0.25f * pore, 0};
}

float leatherRelief(glm::vec3 p, float pebble) {
    const glm::vec3 q = p / pebble + 0.25f * glm::vec3{noise(p / pebble, 51), noise(p / pebble, 52),
                                                       noise(p / pebble, 53)};
    const Cell c = cells(q, 54);
    const float dome = step01(0.0f, 0.45f, c.second - c.nearest);
    return pebble * (0.038f * dome + 0.016f * fbm(p / (pebble * 0.4f), 2, 55));
}

Texel leather(glm::vec3 p, float pebble, glm::vec3 colour, float occlusion) {
    const float high = leatherRelief(p, pebble) / (pebble * 0.038f);
    const float patina = fbm(p / 0.012f, 4, 61);
    const float worn = glm::clamp(0.5f + 0.4f * patina, 0.0f, 1.0f);
    glm::vec3 c = colour * (0.86f + 0.10f * high + 0.30f * patina);
    c = glm::mix(c, c * glm::vec3{0.55f, 0.48f, 0.45f}, 0.8f * (1 - step01(0.2f, 0.8f, occlusion)));
    return {c, 0.62f - 0.14f * high * worn, 0};
}

float brushedRelief(float along, float across, float seed) {
    const glm::vec3 coarse{along / 0.012f, across / 0.00022f, seed};
    const glm::vec3 fine{along / 0.006f, across / 0.00009f, seed + 7};
    return 6.0e-6f * noise(coarse, 71) + 3.5e-6f * noise(fine, 72);
}

Weave weave(glm::vec2 st, float pitch) {
    // Threads wander by a tenth of their width, or the cloth looks printed.
    const glm::vec3 where{st / (pitch * 9), 0};
    const glm::vec2 q = st / pitch + 0.22f * glm::vec2{noise(where, 81), noise(where, 82)};
    const glm::vec2 cell = glm::floor(q);
    const glm::vec2 f = q - cell - 0.5f;
    const bool warp = (int(cell.x) + int(cell.y)) % 2 == 0;
    const float across = warp ? f.x : f.y, along = warp ? f.y : f.x;
    const float round = std::sqrt(std::max(0.0f, 1.0f - 3.4f * across * across));
    const float dive = std::cos(along * kPi * 0.92f);
    // Two plies twisted around each other.
    const float ply = std::sin((along * 1.0f + across * 1.1f) * 2 * kPi * 1.4f);
    Weave out;
    out.warp = warp;
    out.relief = pitch * (0.34f * round * dive + 0.018f * ply);
    const int thread = warp ? int(cell.x) : int(cell.y);
    const float run = (warp ? q.y : q.x) * 0.35f;
    out.shade = 1.3f * noise({run, float(thread) * 3.7f, warp ? 0.5f : 9.5f}, 83) +
                0.5f * (hash(thread, warp ? 1 : 2, 0, 84) - 0.5f) + 0.18f * ply;
    return out;
}

float stitches(float along, float across, float length, float width) {
    const float n = along / length;
    const float f = (n - std::floor(n) - 0.5f) * length;
    // Slanted a little, as a saddle stitch is.
    const float side = across - f * 0.12f;
    const float reach = std::max(0.0f, std::abs(f) - (length * 0.36f - width / 2));
    const float d = std::sqrt(side * side + reach * reach);
    return std::sqrt(std::max(0.0f, 1 - d * d / (width * width / 4)));
}

float textDistance(glm::vec2 p, const char* text) {
    // Strokes on a 0..4 by 0..6 lattice, "x y x y" per stroke.
    struct Glyph {
        char letter;
        const char* strokes;
    };
    static constexpr Glyph kGlyphs[] = {
        {'A', "002626401232"},
        {'D', "000606262644444242202000"},
        {'E', "0006064603330040"},
        {'I', "2026"},
        {'M', "0006062323464640"},
        {'N', "000606404046"},
        {'R', "0006063636454544443333032340"},
        {'T', "06462026"},
        {'V', "06202046"},
        {'3', "0636364545444433133333424241413030101001"},
        {'8', "103030414142423313331302020101101304040505161636364545444433"}};
    const float advance = 0.95f;
    const float width = advance * float(std::strlen(text)) - (advance - 0.6f);
    float best = 9;
    float x = -width / 2;
    for (const char* c = text; *c != 0; ++c, x += advance) {
        for (const Glyph& glyph : kGlyphs) {
            if (glyph.letter != *c) continue;
            for (const char* s = glyph.strokes; s[0] && s[1] && s[2] && s[3]; s += 4) {
                const glm::vec2 a{x + float(s[0] - '0') * 0.15f, float(s[1] - '0') / 6 - 0.5f};
                const glm::vec2 b{x + float(s[2] - '0') * 0.15f, float(s[3] - '0') / 6 - 0.5f};
                const glm::vec2 ab = b - a;
                const float t = glm::clamp(glm::dot(p - a, ab) / glm::dot(ab, ab), 0.0f, 1.0f);
                best = std::min(best, glm::length(p - a - ab * t));
            }
        }
    }
    return best;
}

}  // namespace vitrine::products
