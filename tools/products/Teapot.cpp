// A stoneware teapot: thrown body under a celadon glaze that breaks to rust where it is thin,
// bare clay at the foot, a bronze bail with a walnut grip.
#include <cmath>

#include <glm/gtc/matrix_transform.hpp>

#include "Materials.h"

namespace vitrine::products {

namespace {

enum Tag { kBody, kLid, kSpout, kLug };

constexpr float kGlazeLine = 0.0215f;  // height of the glaze's lower edge
constexpr float kRim = 0.1115f;

glm::vec3 spoutAxis(float t) {
    static const Path path = smoothCurve(
        Path{{0.052f, 0.046f, 0}, {0.089f, 0.056f, 0}, {0.108f, 0.080f, 0}, {0.126f, 0.1105f, 0}},
        16);
    const float at = glm::clamp(t, 0.0f, 1.0f) * float(path.size() - 1);
    const auto i = std::min(size_t(at), path.size() - 2);
    return glm::mix(path[i], path[i + 1], at - float(i));
}

// Outside from the body to the lip, over it, and back down the inside.
glm::vec3 spoutSurface(float u, float v) {
    constexpr float kOut = 0.80f, kLip = 0.88f;
    const float along =
        v < kOut ? v / kOut : (v < kLip ? 1.0f : 1.0f - (v - kLip) / (1 - kLip) * 0.35f);
    const float t = glm::clamp(along, 0.0f, 1.0f);
    const glm::vec3 ahead = spoutAxis(std::min(1.0f, t + 0.02f)), back = spoutAxis(t - 0.02f);
    const glm::vec3 tangent = glm::normalize(ahead - back);
    const glm::vec3 side = glm::normalize(glm::cross(glm::vec3{0, 0, 1}, tangent));
    float radius = glm::mix(0.0225f, 0.0088f, std::pow(t, 0.62f)) + 0.0012f * step01(0.9f, 1.0f, t);
    float lift = 0;
    if (v >= kOut && v < kLip) {
        const float a = (v - kOut) / (kLip - kOut) * kPi;
        radius -= 0.0014f * (1 - std::cos(a));
        lift = 0.0014f * std::sin(a);
    } else if (v >= kLip) {
        radius -= 0.0028f;
    }
    const float angle = (u == 1 ? 0.0f : u) * 2 * kPi;
    // The lip is cut level rather than square to the axis, which pours well and looks right.
    const float cut = -0.0045f * step01(0.55f, 1.0f, t) * std::cos(angle);
    return spoutAxis(t) + tangent * (lift + cut) +
           radius * (side * std::cos(angle) + glm::vec3{0, 0, 1} * std::sin(angle));
}

float glazeEdge(const Sample& s) {
    const glm::vec3 around = glm::normalize(glm::vec3{s.position.x, 0, s.position.z} + 1e-6f);
    return kGlazeLine + 0.0035f * fbm(around * 2.1f, 3, 5) + 0.0006f * noise(around * 22.0f, 6);
}

// 1 glazed, 0 bare clay.
float glazed(const Sample& s) {
    if (s.tag == kBody) {
        const float edge = glazeEdge(s);
        return step01(edge - 0.0004f, edge + 0.0008f, s.position.y);
    }
    return 1;
}

// The fingers' spiral, -1..1.
float throwingRings(const Sample& s) {
    if (s.tag != kBody && s.tag != kLid) return 0;
    const float turn = std::atan2(s.position.x, s.position.z);
    const float pitch = s.tag == kBody ? 0.0062f : 0.0045f;
    const float place =
        s.tag == kBody ? s.position.y : glm::length(glm::vec2{s.position.x, s.position.z});
    const float wander = 0.9f * noise(s.position / 0.03f, 7);
    const float strength = 0.55f + 0.6f * noise(s.position / 0.045f + 3.0f, 8);
    return glm::clamp(strength, 0.1f, 1.0f) * std::sin(place / pitch * 2 * kPi + turn + wander);
}

float relief(const Sample& s) {
    const float g = glazed(s);
    float h = 1.7e-4f * throwingRings(s);
    if (g < 1) {
        const float grit = fbm(s.position / 0.0007f, 3, 1);
        const Cell pit = cells(s.position / 0.0024f, 2);
        h += (1 - g) * (5.0e-5f * grit - 9e-5f * (1 - step01(0.10f, 0.22f, pit.nearest)));
    }
    // Glaze stands on the clay and hangs in a roll at its lower edge.
    const float hang =
        s.tag == kBody ? std::exp(-std::abs(s.position.y - glazeEdge(s) - 0.0012f) / 0.0012f) : 0;
    h += g * (2.2e-4f + 2.6e-4f * hang + 1.1e-5f * noise(s.position / 0.0028f, 3) +
              5.0e-5f * noise(s.position / 0.011f, 4));
    return h;
}

// How thin the form makes the glaze: 1 at rims and lips.
float edges(const Sample& s) {
    const glm::vec3 p = s.position;
    const float r = glm::length(glm::vec2{p.x, p.z});
    switch (s.tag) {
        case kBody:
            return step01(kRim - 0.0045f, kRim + 0.0005f, p.y);
        case kLid:
            return std::max(step01(0.0355f, 0.0388f, r), step01(0.1405f, 0.1462f, p.y));
        case kSpout:
            return 1 - step01(0.002f, 0.012f, glm::length(p - spoutAxis(1)) - 0.0075f);
        default:
            return 0.35f;
    }
}

Texel surface(const Sample& s, float) {
    const glm::vec3 p = s.position;
    // Clay: warm buff with grog and a flash of iron beside the glaze.
    const float grog = cells(p / 0.0019f, 21).nearest;
    glm::vec3 clay = glm::mix(glm::vec3{0.64f, 0.52f, 0.41f}, glm::vec3{0.52f, 0.385f, 0.28f},
                              glm::clamp(0.5f + fbm(p / 0.02f, 4, 22), 0.0f, 1.0f));
    clay = glm::mix(clay, glm::vec3{0.27f, 0.19f, 0.14f}, 0.7f * (1 - step01(0.12f, 0.22f, grog)));
    clay *= 0.94f + 0.25f * fbm(p / 0.0008f, 2, 23);
    const float g = glazed(s);
    if (s.tag == kBody) {
        const float flash = std::exp(-std::max(0.0f, glazeEdge(s) - p.y) / 0.002f);
        clay = glm::mix(clay, glm::vec3{0.55f, 0.29f, 0.155f}, 0.6f * flash);
    }

    const float body = s.tag == kBody ? std::exp(-std::max(0.0f, p.y - glazeEdge(s)) / 0.007f) : 0;
    const float runs = 0.30f * fbm(p * glm::vec3{55, 16, 55}, 4, 24);
    float thick = 0.62f + runs - 0.17f * throwingRings(s) + 0.40f * body +
                  0.30f * (1 - step01(0.35f, 0.9f, s.occlusion)) - 0.75f * edges(s);
    thick += 0.10f * fbm(p / 0.0022f, 2, 25);
    glm::vec3 glaze = glm::mix(glm::vec3{0.43f, 0.25f, 0.13f}, glm::vec3{0.60f, 0.53f, 0.37f},
                               step01(-0.10f, 0.22f, thick));
    glaze = glm::mix(glaze, glm::vec3{0.50f, 0.60f, 0.55f}, step01(0.18f, 0.50f, thick));
    glaze = glm::mix(glaze, glm::vec3{0.30f, 0.44f, 0.42f}, step01(0.55f, 0.98f, thick));
    glaze = glm::mix(glaze, glm::vec3{0.15f, 0.285f, 0.285f}, step01(0.98f, 1.35f, thick));
    // Iron bleeding through: few large specks, many small ones.
    for (int k = 0; k < 2; ++k) {
        const float size = k == 0 ? 0.0058f : 0.0023f;
        const Cell speck = cells(p / size, 26 + uint32_t(k) * 9);
        const float radius = 0.05f + 0.15f * speck.id * speck.id * speck.id;
        const float halo = 1 - step01(radius * 0.5f, radius * 1.7f, speck.nearest);
        glaze = glm::mix(glaze, glm::vec3{0.17f, 0.105f, 0.065f}, (k == 0 ? 0.9f : 0.7f) * halo);
    }
    const float satin = 0.20f + 0.10f * fbm(p / 0.03f, 3, 27) + 0.12f * edges(s);
    return {glm::mix(clay, glaze, g), glm::mix(0.88f, satin, g), 0};
}

Part ceramic() {
    Part part;
    part.name = "Stoneware";
    part.width = 2048;
    part.height = 2048;
    Points outline = roundedPolyline({{0, 0.0060f, 0},
                                      {0.0375f, 0.0060f, 0.003f},
                                      {0.0395f, 0.0f, 0.0015f},
                                      {0.0465f, 0.0f, 0.002f},
                                      {0.0490f, 0.0090f, 0}},
                                     4);
    const Points belly = smoothCurve(Points{{0.0490f, 0.0090f},
                                            {0.0635f, 0.0230f},
                                            {0.0765f, 0.0480f},
                                            {0.0745f, 0.0740f},
                                            {0.0590f, 0.0970f},
                                            {0.0400f, 0.1085f}},
                                     10);
    outline.insert(outline.end(), belly.begin() + 1, belly.end());
    const Points rim = roundedPolyline({{0.0400f, 0.1085f, 0},
                                        {0.0390f, 0.1122f, 0.0015f},
                                        {0.0345f, 0.1122f, 0.0015f},
                                        {0.0335f, 0.0980f, 0}},
                                       4);
    outline.insert(outline.end(), rim.begin() + 1, rim.end());
    lathe(part.mesh, resample(outline, 0.0032f), 144, {0, 0, 1, 0.55f}, kBody);

    Points lid = roundedPolyline({{0.0300f, 0.1060f, 0},
                                  {0.0320f, 0.1132f, 0.0008f},
                                  {0.0385f, 0.1132f, 0.0012f},
                                  {0.0392f, 0.1162f, 0.0022f},
                                  {0.0340f, 0.1190f, 0}},
                                 4);
    const Points dome = smoothCurve(Points{{0.0340f, 0.1190f},
                                           {0.0220f, 0.1238f},
                                           {0.0115f, 0.1265f},
                                           {0.0070f, 0.1300f},
                                           {0.0092f, 0.1365f},
                                           {0.0112f, 0.1415f},
                                           {0.0085f, 0.1455f},
                                           {0.0f, 0.1466f}},
                                    7);
    lid.insert(lid.end(), dome.begin() + 1, dome.end());
    lathe(part.mesh, resample(lid, 0.0025f), 96, {0, 0.55f, 0.60f, 0.27f}, kLid);

    grid(part.mesh, 48, 48, spoutSurface, {0.10f, 0.13f}, {0.60f, 0.55f, 0.40f, 0.45f}, kSpout);

    for (const float side : {-1.0f, 1.0f}) {
        Mesh lug;
        torus(lug, 0.0068f, 0.0027f, 36, 18, {side < 0 ? 0.0f : 0.30f, 0.82f, 0.30f, 0.18f}, kLug);
        place(part.mesh, lug, glm::translate(glm::mat4(1), {side * 0.0585f, 0.1040f, 0}));
    }
    finish(part.mesh, 60);
    part.relief = relief;
    part.surface = surface;
    return part;
}

Path bail() {
    const Points half = smoothCurve(Points{{0.0585f, 0.1195f},
                                           {0.0645f, 0.1400f},
                                           {0.0620f, 0.1650f},
                                           {0.0460f, 0.1860f},
                                           {0.0240f, 0.1955f},
                                           {0.0f, 0.1980f}},
                                    8);
    Path path;
    for (const glm::vec2& p : half) path.push_back({p.x, p.y, 0});
    for (size_t i = half.size() - 1; i-- > 0;) path.push_back({-half[i].x, half[i].y, 0});
    return path;
}

Part bronze() {
    Part part;
    part.name = "Bronze";
    part.width = part.height = 512;
    const auto round = [](float radius) {
        return [radius](float, float turn) {
            return radius * glm::vec2{std::cos(turn * 2 * kPi), std::sin(turn * 2 * kPi)};
        };
    };
    const glm::vec3 z{0, 0, 1};
    const Path path = bail();
    sweep(part.mesh, path, z, 20, round(0.0021f), true, {0, 0, 0.4f, 1}, 0);
    for (const float side : {-1.0f, 1.0f}) {
        Mesh eye;
        torus(eye, 0.0058f, 0.0017f, 32, 14, {side < 0 ? 0.4f : 0.7f, 0, 0.3f, 0.6f}, 1);
        glm::mat4 at = glm::translate(glm::mat4(1), {side * 0.0585f, 0.1145f, 0});
        place(part.mesh, eye, glm::rotate(at, kPi / 2, glm::vec3{0, 1, 0}));
    }
    // Collars where the grip ends.
    const size_t ends[2] = {path.size() * 3 / 10, path.size() - 1 - path.size() * 3 / 10};
    for (const size_t end : ends) {
        const Path collar(path.begin() + long(end) - 1, path.begin() + long(end) + 2);
        sweep(part.mesh, collar, z, 24, round(0.0056f), true,
              {end == ends[0] ? 0.4f : 0.7f, 0.6f, 0.3f, 0.4f}, 2);
    }
    finish(part.mesh, 60);
    part.relief = [](const Sample& s) {
        // Hammered, then brushed by use.
        const Cell c = cells(s.position / 0.0042f, 91);
        return 1.4e-4f * c.nearest * c.nearest + 3e-6f * fbm(s.position / 0.0004f, 2, 92);
    };
    part.surface = [](const Sample& s, float) {
        const float patina =
            glm::clamp(0.5f + 1.1f * fbm(s.position / 0.008f, 4, 93) + 0.8f * (0.75f - s.occlusion),
                       0.0f, 1.0f);
        return Texel{
            glm::mix(glm::vec3{0.66f, 0.50f, 0.34f}, glm::vec3{0.31f, 0.22f, 0.16f}, patina),
            0.30f + 0.28f * patina, 1.0f};
    };
    return part;
}

Part grip() {
    Part part;
    part.name = "Walnut grip";
    part.width = 1024;
    part.height = 512;
    const Path path = bail();
    const auto cut = long(path.size() * 3 / 10);
    const Path middle(path.begin() + cut, path.end() - cut);
    sweep(
        part.mesh, middle, {0, 0, 1}, 40,
        [](float along, float turn) {
            const float swell = std::sin(along * kPi);
            const float radius = 0.0062f + 0.0024f * swell;
            return radius * glm::vec2{0.88f * std::cos(turn * 2 * kPi), std::sin(turn * 2 * kPi)};
        },
        true, {0, 0, 1, 1}, 0);
    finish(part.mesh, 60);
    part.relief = [](const Sample& s) { return walnutRelief(s.position); };
    part.surface = [](const Sample& s, float) {
        Texel t = walnut(s.position * glm::vec3{1, 1.6f, 1.6f});
        t.roughness -= 0.06f;  // polished by hands
        return t;
    };
    return part;
}

}  // namespace

Product teapot() {
    Product product;
    product.id = "celadon-teapot";
    product.name = "Celadon Teapot";
    product.occlusionReach = 0.04f;
    product.variants = {"Celadon", "Cobalt", "Tenmoku"};
    product.parts = {ceramic(), bronze(), grip()};
    product.parts[0].finishes = {{"Cobalt", {0.36f, 0.50f, 0.86f}},
                                 {"Tenmoku", {0.42f, 0.24f, 0.16f}, 0.8f}};
    return product;
}

}  // namespace vitrine::products
