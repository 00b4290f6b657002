// A field watch: brushed and polished steel, knurled crown, blue enamel dial over a guilloché
// ground, leather strap. Modelled lying in the XY plane, dial towards +Z, twelve towards +Y,
// in millimetres up to mm(); stands on its strap.
#include "WatchParts.h"

#include <algorithm>
#include <cmath>

#include <glm/gtc/matrix_transform.hpp>

#include "Materials.h"

namespace vitrine::products {

namespace {

using watch_parts::kMm;

enum SteelTag { kCase, kLugTag, kCrown, kBuckle };

Points scaled(Points points) {
    for (glm::vec2& p : points) p *= kMm;
    return points;
}

// Lathes turn around Y; the watch's axis is Z.
glm::mat4 facing() {
    return glm::rotate(glm::mat4(1), kPi / 2, glm::vec3{1, 0, 0});
}

Part steel() {
    Part part;
    part.name = "Steel";
    part.width = 1024;
    part.height = 1024;
    Mesh body;
    const Points profile = scaled(roundedPolyline({{0, -5.2f, 0},
                                                   {14.5f, -5.2f, 0.4f},
                                                   {15.2f, -4.6f, 0.3f},
                                                   {17.8f, -4.4f, 0.6f},
                                                   {19.0f, -3.2f, 0.4f},
                                                   {19.0f, 1.6f, 0.25f},
                                                   {18.3f, 1.9f, 0.15f},
                                                   {18.3f, 2.3f, 0.2f},
                                                   {17.9f, 3.0f, 0.5f},
                                                   {16.4f, 4.3f, 0.35f},
                                                   {15.8f, 4.3f, 0.2f},
                                                   {15.6f, 3.8f, 0.2f},
                                                   {14.9f, 1.75f, 0.1f},
                                                   {14.6f, 1.70f, 0}},
                                                  4));
    lathe(body, resample(profile, 2.5f * kMm), 120, {0, 0, 1, 0.5f}, kCase);
    place(part.mesh, body, facing());

    for (int i = 0; i < 4; ++i) {
        const float side = i % 2 == 0 ? -1.0f : 1.0f, end = i < 2 ? 1.0f : -1.0f;
        Path path;
        for (const glm::vec2& p : smoothCurve(
                 Points{{12.0f, -1.2f}, {17.0f, -1.2f}, {20.0f, -2.1f}, {22.3f, -4.4f}}, 6)) {
            path.push_back(glm::vec3{0, p.x * end, p.y} * kMm);
        }
        Mesh lug;
        sweep(
            lug, path, {end, 0, 0}, 28,
            [](float along, float turn) {
                const float thick = glm::mix(2.9f, 1.55f, along);
                return roundedRectangle(glm::vec2{thick, 1.35f} * kMm, 0.40f * kMm, turn);
            },
            true, {0.25f * float(i), 0.5f, 0.25f, 0.2f}, kLugTag);
        place(part.mesh, lug, glm::translate(glm::mat4(1), {side * 10.55f * kMm, 0, 0}));
    }

    const Points crown = scaled(roundedPolyline({{1.6f, -1.0f, 0},
                                                 {1.6f, 0.7f, 0.1f},
                                                 {2.6f, 0.7f, 0.25f},
                                                 {2.95f, 1.1f, 0.15f},
                                                 {2.95f, 3.9f, 0.15f},
                                                 {2.5f, 4.4f, 0.35f},
                                                 {0, 4.6f, 0}},
                                                3));
    Mesh knob;
    lathe(knob, crown, 168, {0, 0.7f, 0.5f, 0.15f}, kCrown, [&](float angle, int index) {
        const glm::vec2 p = crown[size_t(index)];
        const bool grip = p.x > 2.9f * kMm && p.y > 0.9f * kMm;
        return grip ? 0.16f * kMm * (std::abs(std::sin(angle * 14)) * 1.6f - 1.0f) : 0.0f;
    });
    const glm::mat4 sideways = glm::rotate(glm::mat4(1), -kPi / 2, glm::vec3{0, 0, 1});
    place(part.mesh, knob, glm::translate(glm::mat4(1), {19.0f * kMm, 0, -0.8f * kMm}) * sideways);

    watch_parts::buckle(part.mesh, {0, 0.85f, 1, 0.15f}, kBuckle);
    finish(part.mesh, 38);

    part.relief = [](const Sample& s) {
        const glm::vec3 p = s.position;
        const float r = glm::length(glm::vec2{p.x, p.z});
        if (s.tag == kCase) {
            // Flank and back are brushed round the axis, the bezel is polished.
            const bool polished = p.y > 1.7f * kMm;
            const float angle = std::atan2(std::abs(p.x), p.z) * 0.019f;
            const float grain = p.y > -4.0f * kMm ? p.y : r;
            return (polished ? 0.05f : 0.8f) * brushedRelief(angle, grain, 1);
        }
        if (s.tag == kLugTag) return 0.8f * brushedRelief(p.y, p.x, 2);
        return 0.15f * brushedRelief(p.x, p.y, 3);
    };
    part.surface = [](const Sample& s, float) {
        const glm::vec3 p = s.position;
        const bool brushed = s.tag == kLugTag || (s.tag == kCase && p.y < 1.7f * kMm);
        const float smear = 0.05f * fbm(p / 0.004f, 3, 5);
        const float grime = 0.5f * (1 - step01(0.15f, 0.6f, s.occlusion));
        return Texel{glm::vec3{0.86f, 0.852f, 0.84f} * (1 - 0.35f * grime),
                     (brushed ? 0.34f : 0.13f) + smear + 0.25f * grime, 1.0f};
    };
    return part;
}

float arc(glm::vec2 p) {
    return std::atan2(p.x, p.y) / (2 * kPi);
}  // 0..1 clockwise from twelve

// Distance from p to the nearest of `count` radial ticks between two radii, half width taken off.
float ticks(glm::vec2 p, int count, float inner, float outer, float halfWidth) {
    const float r = glm::length(p);
    const float turn = arc(p) * float(count);
    const float across = std::abs(turn - std::round(turn)) / float(count) * 2 * kPi * r;
    return std::max(across - halfWidth, std::max(inner - r, r - outer));
}

float print(glm::vec2 p) {
    float d = ticks(p, 60, 12.95f * kMm, 13.75f * kMm, 0.055f * kMm);
    d = std::min(d, ticks(p, 12, 12.75f * kMm, 13.75f * kMm, 0.14f * kMm));
    d = std::min(d, std::abs(glm::length(p) - 13.85f * kMm) - 0.05f * kMm);
    const float brand = 1.35f * kMm, line = 0.78f * kMm;
    d = std::min(
        d, textDistance((p - glm::vec2{0, 5.6f * kMm}) / brand, "VITRINE") * brand - 0.075f * kMm);
    d = std::min(
        d, textDistance((p + glm::vec2{0, 5.2f * kMm}) / line, "MERIDIAN") * line - 0.045f * kMm);
    return std::min(
        d, textDistance((p + glm::vec2{0, 6.6f * kMm}) / line, "38") * line - 0.045f * kMm);
}

// Engine turning: waves that run out from the centre and swing to and fro.
float guilloche(glm::vec2 p) {
    const float r = glm::length(p);
    const float swing = 0.020f * std::sin(r / (0.55f * kMm));
    const float wave = std::sin((arc(p) + swing) * 2 * kPi * 90);
    return wave * step01(1.0f * kMm, 5.0f * kMm, r) * (1 - step01(11.3f * kMm, 11.5f * kMm, r));
}

Part dial() {
    Part part;
    part.name = "Enamel dial";
    part.normalQuality = 97;
    part.width = part.height = 1024;
    part.samples = 2;
    const float radius = 15.1f * kMm;
    plate(
        part.mesh,
        [radius](float turn) {
            return radius * glm::vec2{std::cos(turn * 2 * kPi), std::sin(turn * 2 * kPi)};
        },
        [](float) { return 1.72f * kMm; }, 28, 120, {0, 0, 1, 1}, 0);
    finish(part.mesh, 60);
    part.relief = [](const Sample& s) {
        const float r = glm::length(s.st);
        const float step = 4e-5f * step01(11.4f * kMm, 11.7f * kMm, r);
        return 3.2e-6f * guilloche(s.st) + step;
    };
    part.surface = [](const Sample& s, float) {
        const float r = glm::length(s.st) / (15.1f * kMm);
        // Translucent enamel: deeper where it is thicker, in the cuts and towards the rim.
        glm::vec3 c = glm::mix(glm::vec3{0.075f, 0.255f, 0.43f}, glm::vec3{0.025f, 0.085f, 0.19f},
                               step01(0.15f, 1.0f, r));
        c *= 1.0f + 0.20f * guilloche(s.st) + 0.06f * fbm(s.position / 0.004f, 3, 7);
        const float ink = 1 - step01(-0.015f * kMm, 0.015f * kMm, print(s.st));
        c = glm::mix(c, glm::vec3{0.93f, 0.91f, 0.85f}, ink);
        return Texel{c, 0.30f + 0.25f * ink, 0.0f};
    };
    return part;
}

Part plainPart(const char* name, const Mesh& mesh, Texel look, float alpha = 1) {
    Part part;
    part.name = name;
    part.mesh = mesh;
    part.plain = look;
    part.alpha = alpha;
    finish(part.mesh, 30);
    return part;
}

Part leatherStrap() {
    using namespace watch_parts;
    Part part;
    part.name = "Leather strap";
    part.width = 2048;
    part.height = 512;
    strap(part.mesh);
    finish(part.mesh, 60);
    const auto across = [](const Sample& s) {
        return s.tag == kKeeper ? 9.0f : strapHalf(s.tag, s.st.y) - std::abs(s.position.x);
    };
    const auto hole = [](const Sample& s) {
        return s.tag == kLong ? holeDistance(s.st.y, s.position.x) : 1.0f;
    };
    const auto seam = [across](const Sample& s) {
        // The rounded ends carry none.
        const float total = pieceLength(s.tag);
        if (s.st.y < 0.8f * kMm || s.st.y > total - 0.8f * kMm) return 0.0f;
        return stitches(s.st.y, across(s) - 1.9f * kMm, 2.8f * kMm, 0.62f * kMm);
    };
    part.relief = [=](const Sample& s) {
        const float channel =
            -1.3e-4f * (1 - step01(0.0f, 0.7f * kMm, std::abs(across(s) - 1.9f * kMm)));
        return leatherRelief(s.position, 0.0007f) + channel + 2.4e-4f * seam(s) -
               5e-4f * (1 - step01(0.7f * kMm, 1.0f * kMm, hole(s)));
    };
    part.surface = [=](const Sample& s, float) {
        Texel t = leather(s.position, 0.0007f, {0.60f, 0.365f, 0.205f}, s.occlusion);
        t.colour = glm::mix(t.colour, glm::vec3{0.25f, 0.135f, 0.075f},
                            1 - step01(0.2f * kMm, 0.7f * kMm, across(s)));
        t.colour *= step01(0.6f * kMm, 1.1f * kMm, hole(s)) * 0.9f + 0.1f;
        const float thread = seam(s);
        if (thread > 0.1f)
            t = {glm::vec3{0.90f, 0.85f, 0.74f} * (0.72f + 0.28f * thread), 0.82f, 0};
        return t;
    };
    return part;
}

// Leans the watch back and puts its lowest point on the ground.
void stand(Product& product) {
    const glm::mat4 lean = glm::rotate(glm::mat4(1), -0.16f, glm::vec3{1, 0, 0});
    float lowest = 1e9f;
    for (Part& part : product.parts) {
        for (Vertex& v : part.mesh.vertices) {
            v.position = glm::vec3(lean * glm::vec4(v.position, 1));
            v.normal = glm::vec3(lean * glm::vec4(v.normal, 0));
            v.tangent = {glm::vec3(lean * glm::vec4(glm::vec3(v.tangent), 0)), v.tangent.w};
            lowest = std::min(lowest, v.position.y);
        }
    }
    for (Part& part : product.parts) {
        for (Vertex& v : part.mesh.vertices) v.position.y -= lowest;
    }
}

}  // namespace

Product watch() {
    Product product;
    product.id = "meridian-watch";
    product.name = "Meridian 38";
    product.occlusionReach = 0.008f;
    product.variants = {"Saddle", "Cordovan", "Ink"};
    product.parts = {steel(), dial(), leatherStrap()};
    product.parts[2].finishes = {{"Cordovan", {0.62f, 0.36f, 0.36f}, 0.8f},
                                 {"Ink", {0.26f, 0.32f, 0.46f}, 0.9f}};
    product.parts.push_back(
        plainPart("Polished markers", watch_parts::markers(), {{0.93f, 0.925f, 0.91f}, 0.14f, 1}));
    product.parts.push_back(
        plainPart("Lume", watch_parts::lume(), {{0.90f, 0.91f, 0.80f}, 0.6f, 0}));
    product.parts.push_back(
        plainPart("Seconds hand", watch_parts::secondsHand(), {{0.88f, 0.34f, 0.13f}, 0.3f, 0}));
    product.parts.push_back(
        plainPart("Crystal", watch_parts::crystal(), {{0.95f, 0.97f, 1.0f}, 0.045f, 0}, 0.06f));
    stand(product);
    return product;
}

}  // namespace vitrine::products
