// A home speaker: a bent walnut sleeve, woven wool front, brass ring, knobs and badge, a leather
// carrying strap.
#include <cmath>

#include <glm/gtc/matrix_transform.hpp>

#include "Materials.h"

namespace vitrine::products {

namespace {

// The cabinet; its feet add kFoot below.
constexpr glm::vec2 kHalf{0.120f, 0.070f};
constexpr float kCorner = 0.024f, kDepth = 0.056f, kFoot = 0.007f;
constexpr float kWall = 0.0065f, kInset = 0.0045f;

glm::mat4 at(float x, float y, float z) {
    return glm::translate(glm::mat4(1), {x, y + kHalf.y + kFoot, z});
}

glm::vec2 outline(float turn, float inset) {
    return roundedRectangle(kHalf - inset, kCorner - inset, turn);
}

// The sleeve's section from the back opening over both rounded edges to the front opening:
// (how far inside the outline, z).
Points sleeveSection() {
    return resample(roundedPolyline({{kWall, -kDepth + 0.006f, 0},
                                     {kWall, -kDepth, 0.0015f},
                                     {0, -kDepth, 0.0035f},
                                     {0, kDepth, 0.0035f},
                                     {kWall, kDepth, 0.0015f},
                                     {kWall, kDepth - 0.010f, 0}},
                                    5),
                    0.008f);
}

Part sleeve() {
    Part part;
    part.name = "Walnut";
    part.width = 2048;
    part.height = 1024;
    const Points section = sleeveSection();
    const int rows = int(section.size()) - 1;
    std::vector<float> length{0};
    for (int i = 0; i < rows; ++i) {
        length.push_back(length.back() + glm::length(section[size_t(i) + 1] - section[size_t(i)]));
    }
    const float perimeter = 4 * (kHalf.x + kHalf.y) - 8 * kCorner + 2 * kPi * kCorner;
    // Two charts of half the way round each; the joint is under the bottom's middle.
    const std::vector<float> turns = roundedTurns(kHalf, kCorner, 14, 0.005f);
    const int columns = int(turns.size() - 1) / 2;
    for (int half = 0; half < 2; ++half) {
        const auto turnAt = [&](float u) {
            const long index = half * columns + std::lround(u * float(columns));
            return turns[size_t(index)];
        };
        Mesh chart;
        grid(
            chart, columns, rows,
            [&](float u, float v) {
                const glm::vec2 s = section[size_t(std::lround(v * float(rows)))];
                return glm::vec3{outline(turnAt(u), s.x), s.y};
            },
            {1, 1}, {0, 0.5f * float(half), 1, 0.5f}, 0);
        const float left = chart.vertices.front().uv.x, right = chart.vertices.back().uv.x;
        for (Vertex& v : chart.vertices) {
            const int row = int(std::lround(v.st.y * float(rows)));
            const float turn = turnAt(v.st.x);
            v.uv.x = glm::mix(left, right, turn * 2 - float(half));
            v.st = {perimeter * turn, length[size_t(row)]};
        }
        place(part.mesh, chart, at(0, 0, 0));
    }
    finish(part.mesh, 50);
    // The veneer's grain runs round the bend.
    const auto grain = [](const Sample& s) { return glm::vec3{s.st.x, s.st.y, 0.004f}; };
    part.relief = [grain](const Sample& s) { return walnutRelief(grain(s)); };
    part.surface = [grain](const Sample& s, float) {
        Texel t = walnut(grain(s));
        t.colour *= 0.72f + 0.28f * step01(0.2f, 0.7f, s.occlusion);
        return t;
    };
    return part;
}

Part cloth() {
    Part part;
    part.name = "Wool weave";
    part.normalQuality = 90;
    part.width = 1024;
    part.height = 512;
    part.samples = 2;
    plate(
        part.mesh, [](float turn) { return outline(turn, kWall - 0.0008f); },
        [](float scale) {
            // Taut over a frame: flat, then rolling off at the edge.
            const float edge = glm::clamp((scale - 0.90f) / 0.10f, 0.0f, 1.0f);
            return kDepth - kInset + 0.0024f * std::sqrt(std::max(0.0f, 1 - edge * edge)) - 0.003f;
        },
        16, 120, {0, 0, 1, 1}, 0);
    Mesh placed;
    place(placed, part.mesh, at(0, 0, 0));
    part.mesh = placed;
    finish(part.mesh, 80);
    constexpr float kPitch = 0.0023f;
    part.relief = [](const Sample& s) { return weave(s.st, kPitch).relief; };
    part.surface = [](const Sample& s, float relief) {
        const Weave w = weave(s.st, kPitch);
        const glm::vec3 light =
            w.warp ? glm::vec3{0.70f, 0.68f, 0.64f} : glm::vec3{0.56f, 0.55f, 0.53f};
        const glm::vec3 dark =
            w.warp ? glm::vec3{0.47f, 0.46f, 0.45f} : glm::vec3{0.33f, 0.335f, 0.34f};
        glm::vec3 c = glm::mix(dark, light, glm::clamp(0.55f + 0.6f * w.shade, 0.0f, 1.0f));
        // Gaps between the threads swallow light; fuzz brightens the crowns.
        c *= 0.45f + 0.55f * step01(-0.05f, 0.75f, relief / (0.34f * kPitch));
        c *= 1.0f + 0.35f * noise(s.position / 0.0003f, 3);
        return Texel{c, 0.93f, 0};
    };
    return part;
}

Points knobProfile(float radius, float height) {
    return resample(roundedPolyline({{0.004f, -0.003f, 0},
                                     {0.004f, 0.0009f, 0},
                                     {radius * 0.86f, 0.0009f, 0.0003f},
                                     {radius, 0.0016f, 0.0006f},
                                     {radius, 0.0023f, 0},
                                     {radius, 0.0027f, 0},
                                     {radius, height - 0.0022f, 0},
                                     {radius, height - 0.0018f, 0},
                                     {radius, height - 0.0012f, 0.0002f},
                                     {radius * 0.93f, height, 0.0005f},
                                     {radius * 0.80f, height, 0.0003f},
                                     {radius * 0.76f, height - 0.0004f, 0.0003f},
                                     {0, height - 0.0006f, 0}},
                                    3),
                    0.0045f);
}

Part brass() {
    Part part;
    part.name = "Brass";
    part.width = part.height = 1024;
    enum { kKnob, kTrim };
    constexpr float radius = 0.0105f, height = 0.0105f;
    const Points profile = knobProfile(radius, height);
    for (int i = 0; i < 3; ++i) {
        Mesh knob;
        // Knurl: 30 ridges where the profile stands at its full radius.
        lathe(knob, profile, 120, {0, 0.2f * float(i), 0.75f, 0.2f}, kKnob,
              [&](float angle, int index) {
                  const glm::vec2 p = profile[size_t(index)];
                  const bool grip =
                      p.x > radius * 0.995f && p.y > 0.0024f && p.y < height - 0.0019f;
                  return grip ? 0.00030f * (std::abs(std::sin(angle * 15)) * 2 - 1) : 0.0f;
              });
        place(part.mesh, knob, at(0.036f + 0.031f * float(i), kHalf.y, 0.026f));
    }
    // The line between wood and cloth: a loop of small round section.
    Mesh trim;
    const std::vector<float> turns = roundedTurns(kHalf, kCorner, 14, 0.02f);
    const auto columns = float(turns.size() - 1);
    grid(
        trim, int(columns), 8,
        [&](float u, float v) {
            const float a = (v == 1 ? 0.0f : v) * 2 * kPi;
            const float inset = kWall + 0.0006f + 0.0009f * std::cos(a);
            const float turn = u == 1 ? 0.0f : turns[size_t(std::lround(u * columns))];
            return glm::vec3{outline(turn, inset), kDepth - 0.0030f + 0.0009f * std::sin(a)};
        },
        {0.7f, 0.0057f}, {0, 0.62f, 1, 0.08f}, kTrim);
    for (size_t i = 0; i + 2 < trim.indices.size(); i += 3) {
        std::swap(trim.indices[i + 1], trim.indices[i + 2]);
    }
    place(part.mesh, trim, at(0, 0, 0));
    // Badge.
    Points edge;
    const glm::vec2 badgeHalf{0.013f, 0.0032f};
    for (const float turn : roundedTurns(badgeHalf, 0.0012f, 8, 0.02f)) {
        if (turn < 1) edge.push_back(roundedRectangle(badgeHalf, 0.0012f, turn));
    }
    Mesh badge;
    prism(badge, edge, 0.0016f, 0.0003f, {0, 0.72f, 0.8f, 0.26f}, kTrim + 1);
    place(part.mesh, badge, at(-0.088f, -0.050f, kDepth - kInset - 0.0011f));
    // Posts that hold the strap.
    for (int i = 0; i < 2; ++i) {
        Mesh post;
        const Points dome =
            roundedPolyline({{0.0050f, 0, 0}, {0.0050f, 0.0032f, 0.0012f}, {0, 0.0036f, 0}}, 4);
        lathe(post, dome, 40, {0.78f, 0.1f + 0.2f * float(i), 0.2f, 0.2f}, kTrim);
        place(part.mesh, post, at(i == 0 ? -0.0895f : 0.0895f, kHalf.y + 0.0030f, -0.022f));
    }
    finish(part.mesh, 42);
    part.relief = [](const Sample& s) {
        const float r = glm::length(glm::vec2{s.position.x, s.position.z});
        if (s.tag == kKnob)
            return brushedRelief(std::atan2(s.position.x, s.position.z) * 0.02f, r, 1);
        if (s.tag == kTrim) return 2e-6f * fbm(s.position / 0.0005f, 2, 5);
        const float letter = textDistance(s.st / 0.0030f, "VITRINE") * 0.0030f;
        return brushedRelief(s.st.x, s.st.y, 3) - 6e-5f * (1 - step01(0.00012f, 0.00026f, letter));
    };
    part.surface = [](const Sample& s, float) {
        const float tarnish =
            glm::clamp(0.12f + 0.6f * fbm(s.position / 0.006f, 3, 6) + 0.7f * (0.7f - s.occlusion),
                       0.0f, 1.0f);
        Texel t{glm::mix(glm::vec3{0.93f, 0.80f, 0.57f}, glm::vec3{0.66f, 0.52f, 0.34f}, tarnish),
                0.24f + 0.18f * tarnish, 1.0f};
        if (s.tag == kTrim + 1) {
            const float letter = textDistance(s.st / 0.0030f, "VITRINE") * 0.0030f;
            const float ink = 1 - step01(0.00016f, 0.00026f, letter);
            t = {glm::mix(t.colour, glm::vec3{0.10f, 0.085f, 0.07f}, ink), t.roughness + 0.3f * ink,
                 1 - ink};
        }
        return t;
    };
    return part;
}

constexpr float kStrapHalf = 0.0105f;

Part strap() {
    Part part;
    part.name = "Leather";
    part.width = 1024;
    part.height = 256;
    part.samples = 2;
    // From post to post, lying flat at its ends and arching between.
    const Points side = smoothCurve(Points{{-0.0985f, 0.0018f},
                                           {-0.0895f, 0.0018f},
                                           {-0.0800f, 0.0030f},
                                           {-0.0560f, 0.0148f},
                                           {-0.0280f, 0.0205f},
                                           {0.0f, 0.0222f},
                                           {0.0280f, 0.0205f},
                                           {0.0560f, 0.0148f},
                                           {0.0800f, 0.0030f},
                                           {0.0895f, 0.0018f},
                                           {0.0985f, 0.0018f}},
                                    12);
    Path path;
    for (const glm::vec2& p : side) path.push_back({p.x, p.y, 0});
    Mesh band;
    sweep(
        band, path, {0, 0, 1}, 28,
        [](float along, float turn) {
            // Rounded ends.
            const float end = std::min(along, 1 - along) * 0.21f;
            const float round = std::sqrt(
                glm::clamp(1 - (1 - end / kStrapHalf) * (1 - end / kStrapHalf), 0.58f, 1.0f));
            const float width = kStrapHalf * (end < kStrapHalf ? round : 1.0f);
            const glm::vec2 p = roundedRectangle({width, 0.0015f}, 0.0011f, turn);
            return glm::vec2{p.y, -p.x};
        },
        true, {0, 0, 1, 1}, 0);
    // The chart is long along v: lay it along the image's wide side.
    for (Vertex& v : band.vertices) v.uv = {v.uv.y, 1 - v.uv.x};
    place(part.mesh, band, at(0, kHalf.y, -0.022f));
    finish(part.mesh, 60);
    const auto seam = [](const Sample& s) {
        const float off = std::abs(std::abs(s.position.z) - (kStrapHalf - 0.0022f));
        if (std::abs(s.position.x) > 0.0925f) return 0.0f;
        return stitches(s.st.y, off, 0.0034f, 0.0008f);
    };
    part.relief = [seam](const Sample& s) {
        const float off = std::abs(std::abs(s.position.z) - (kStrapHalf - 0.0022f));
        const float channel = -1.6e-4f * (1 - step01(0.0f, 0.0009f, off));
        return leatherRelief(s.position, 0.0011f) + channel + 2.6e-4f * seam(s);
    };
    part.surface = [seam](const Sample& s, float) {
        Texel t = leather(s.position, 0.0011f, {0.50f, 0.285f, 0.155f}, s.occlusion);
        const float edge =
            step01(kStrapHalf - 0.0008f, kStrapHalf - 0.0001f, std::abs(s.position.z));
        t.colour = glm::mix(t.colour, glm::vec3{0.20f, 0.11f, 0.065f}, edge);
        if (seam(s) > 0.1f)
            t = {glm::vec3{0.82f, 0.75f, 0.62f} * (0.75f + 0.25f * seam(s)), 0.8f, 0};
        return t;
    };
    return part;
}

Part backAndFeet() {
    Part part;
    part.name = "Black composite";
    part.width = part.height = 512;
    part.samples = 2;
    enum { kBack, kFootTag };
    Mesh back;
    plate(
        back, [](float turn) { return outline(turn, kWall - 0.0002f); },
        [](float) { return kDepth - 0.0045f; }, 20, 96, {0, 0, 1, 0.62f}, kBack);
    place(part.mesh, back, glm::rotate(at(0, 0, 0), kPi, glm::vec3{0, 1, 0}));
    for (int i = 0; i < 4; ++i) {
        Mesh foot;
        const Points profile =
            roundedPolyline({{0, -kFoot, 0}, {0.0085f, -kFoot, 0.0012f}, {0.0095f, 0.001f, 0}}, 4);
        lathe(foot, resample(profile, 0.003f), 40, {0.25f * float(i), 0.64f, 0.25f, 0.3f},
              kFootTag);
        place(part.mesh, foot,
              at(i % 2 == 0 ? -0.09f : 0.09f, -kHalf.y, i / 2 == 0 ? -0.038f : 0.038f));
    }
    finish(part.mesh, 50);
    // Distance to the nearest vent hole of the back's hexagonal field.
    const auto vent = [](const Sample& s) {
        if (s.tag != kBack) return 1.0f;
        const float pitch = 0.0062f;
        const float row = std::round(s.st.y / (pitch * 0.866f));
        const float shift = (int(row) & 1) != 0 ? 0.5f : 0.0f;
        const float column = std::round(s.st.x / pitch - shift) + shift;
        const glm::vec2 centre{column * pitch, row * pitch * 0.866f};
        if (std::abs(centre.x) > 0.0625f || std::abs(centre.y) > 0.027f) return 1.0f;
        return glm::length(s.st - centre);
    };
    part.relief = [vent](const Sample& s) {
        return 1.2e-5f * fbm(s.position / 0.0006f, 3, 7) +
               8e-4f * step01(0.0015f, 0.0020f, vent(s));
    };
    part.surface = [vent](const Sample& s, float) {
        const float open = step01(0.0014f, 0.0019f, vent(s));
        const float dust = 0.02f * fbm(s.position / 0.02f, 3, 8);
        return Texel{glm::mix(glm::vec3{0.02f}, glm::vec3{0.125f + dust}, open), 0.62f, 0};
    };
    return part;
}

}  // namespace

Product speaker() {
    Product product;
    product.id = "walnut-speaker";
    product.name = "Walnut Speaker";
    product.occlusionReach = 0.03f;
    product.variants = {"Natural", "Smoked", "Rust"};
    product.parts = {sleeve(), cloth(), brass(), strap(), backAndFeet()};
    product.parts[0].finishes = {{"Smoked", {0.48f, 0.44f, 0.43f}}};
    product.parts[1].finishes = {{"Smoked", {0.45f, 0.46f, 0.48f}},
                                 {"Rust", {0.95f, 0.55f, 0.38f}}};
    product.parts[3].finishes = {{"Smoked", {0.40f, 0.36f, 0.34f}}};
    return product;
}

}  // namespace vitrine::products
