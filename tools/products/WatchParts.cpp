#include "WatchParts.h"

#include <algorithm>
#include <cmath>

#include <glm/gtc/matrix_transform.hpp>

#include "Noise.h"

namespace vitrine::products::watch_parts {

namespace {

constexpr float kThick = 1.35f;  // half thickness of the strap at the lugs, mm

// The strap's loop seen from the crown's side: (y, z) in mm, from the twelve o'clock lugs over
// the back to the six o'clock ones.
Points loop() {
    return smoothCurve(Points{{20.9f, -3.6f},
                              {25.9f, -9.6f},
                              {28.2f, -19.0f},
                              {27.3f, -29.0f},
                              {22.5f, -38.5f},
                              {13.0f, -45.0f},
                              {0.0f, -47.0f},
                              {-13.0f, -45.0f},
                              {-22.5f, -38.5f},
                              {-27.3f, -29.0f},
                              {-28.2f, -19.0f},
                              {-25.9f, -9.6f},
                              {-20.9f, -3.6f}},
                       8);
}

float lengthOf(const Points& points) {
    float sum = 0;
    for (size_t i = 1; i < points.size(); ++i) sum += glm::length(points[i] - points[i - 1]);
    return sum * kMm;
}

// The long piece lies on the short one: its line is pushed outwards where they overlap.
Points longLine() {
    Points line = loop();
    std::reverse(line.begin(), line.end());
    const size_t last = line.size() * 84 / 100;
    Points out;
    for (size_t i = 0; i < last; ++i) {
        const glm::vec2 on = glm::normalize(line[i + 1] - line[i]);
        const float lift = 2.55f * step01(0.40f, 0.50f, float(i) / float(line.size()));
        out.push_back(line[i] + lift * glm::vec2{on.y, -on.x});
    }
    return out;
}

Points shortLine() {
    const Points line = loop();
    return Points(line.begin(), line.begin() + long(line.size() * 53 / 100));
}

Path across(const Points& line) {
    Path path;
    for (const glm::vec2& p : line) path.push_back(glm::vec3{0, p.x, p.y} * kMm);
    return path;
}

void piece(Mesh& mesh, const Points& line, int tag, float binormal, Rect rect) {
    const float total = pieceLength(tag);
    Mesh band;
    sweep(
        band, across(line), {binormal, 0, 0}, 32,
        [&](float along, float turn) {
            // Padded at the lugs, thin at the tip.
            const float thick = glm::mix(kThick, 0.95f, step01(0.05f, 0.6f, along)) * kMm;
            const float half = strapHalf(tag, along * total);
            const glm::vec2 p = roundedRectangle({half, thick}, thick * 0.8f, turn);
            const float pad = 0.5f * kMm * (1 - step01(0.1f, 0.5f, along));
            const float x = p.x / half;
            return glm::vec2{p.y + (p.y > 0 ? pad * (1 - x * x * x * x) : 0), -p.x};
        },
        true, rect, tag);
    for (Vertex& v : band.vertices) {
        // Swap the chart's axes: it is long along v.
        const glm::vec2 f{(v.uv.x - rect.x) / rect.w, (v.uv.y - rect.y) / rect.h};
        v.uv = {rect.x + f.y * rect.w, rect.y + (1 - f.x) * rect.h};
    }
    place(mesh, band, glm::mat4(1));
}

// Outline of a bar that tapers from `from` to `to` along +Y, half widths given.
Points bar(float from, float to, float half, float tip) {
    return {{-half * kMm, from * kMm},
            {half * kMm, from * kMm},
            {tip * kMm, to * kMm},
            {-tip * kMm, to * kMm}};
}

// Turned clockwise from twelve and raised to z.
glm::mat4 clock(float turn, float z) {
    const glm::mat4 up = glm::translate(glm::mat4(1), {0, 0, z * kMm});
    return glm::rotate(up, -2 * kPi * turn, glm::vec3{0, 0, 1});
}

void add(Mesh& mesh, const Points& outline, float height, float bevel, float turn, float z,
         float x = 0) {
    Mesh piece;
    prism(piece, outline, height * kMm, bevel * kMm, {}, 0);
    place(mesh, piece, clock(turn, z) * glm::translate(glm::mat4(1), {x * kMm, 0, 0}));
}

// Ten past ten, as every watch is shown.
constexpr float kHour = (10 + 9.0f / 60) / 12, kMinute = 9.0f / 60, kSecond = 34.0f / 60;

}  // namespace

float pieceLength(int tag) {
    static const float lengths[2] = {lengthOf(shortLine()), lengthOf(longLine())};
    return lengths[tag == kLong ? 1 : 0];
}

float strapHalf(int tag, float along) {
    const float total = pieceLength(tag);
    const float taper = glm::mix(9.0f, 8.0f, step01(0.0f, 0.9f, along / total));
    if (tag != kLong) return taper * kMm;
    // The tip is a half ellipse.
    const float end = std::max(0.0f, (along - (total - 9.0f * kMm)) / (9.0f * kMm));
    return taper * kMm * std::sqrt(std::max(0.10f, 1 - end * end));
}

float holeDistance(float along, float x) {
    float best = 1;
    for (int i = 0; i < 6; ++i) {
        const float centre = pieceLength(kLong) - (16.0f + 6.0f * float(i)) * kMm;
        best = std::min(best, glm::length(glm::vec2{along - centre, x}));
    }
    return best;
}

void strap(Mesh& mesh) {
    piece(mesh, shortLine(), kShort, 1, {0, 0, 0.8f, 0.4f});
    piece(mesh, longLine(), kLong, -1, {0, 0.4f, 1, 0.4f});
    // The keeper goes round both layers.
    const Points line = loop();
    const size_t where = line.size() * 34 / 100;
    const glm::vec2 on = glm::normalize(line[where + 1] - line[where]);
    const glm::vec2 out{-on.y, on.x};
    const glm::vec2 centre = line[where] + out * 1.25f;
    Mesh keeper;
    grid(
        keeper, 72, 12,
        [&](float u, float v) {
            const float a = (v == 1 ? 0.0f : v) * 2 * kPi;
            // A flat band: 5 mm wide, 1 mm thick.
            const glm::vec2 s = roundedRectangle({2.5f, 0.5f}, 0.4f, a / (2 * kPi));
            const glm::vec2 ring =
                roundedRectangle(glm::vec2{9.3f, 2.85f} + s.y, 1.4f + s.y, u == 1 ? 0.0f : u);
            const glm::vec2 yz = centre + out * ring.y + on * s.x;
            return glm::vec3{ring.x, yz.x, yz.y} * kMm;
        },
        {48 * kMm, 11 * kMm}, {0, 0.8f, 1, 0.2f}, kKeeper);
    place(mesh, keeper, glm::mat4(1));
}

void buckle(Mesh& mesh, Rect rect, int tag) {
    const Points line = shortLine();
    const glm::vec2 end = line.back();
    const glm::vec2 on = glm::normalize(end - line[line.size() - 2]);
    const glm::vec2 out{-on.y, on.x};
    const auto at = [&](float x, float along, float lift) {
        const glm::vec2 yz = end + on * along + out * lift;
        return glm::vec3{x, yz.x, yz.y} * kMm;
    };
    // The frame: a round wire bent to a rounded rectangle that stands over the strap.
    grid(
        mesh, 96, 14,
        [&](float u, float v) {
            const float a = (v == 1 ? 0.0f : v) * 2 * kPi;
            const float swell = 1.0f * std::cos(a);
            const glm::vec2 ring =
                roundedRectangle(glm::vec2{10.2f, 6.0f} + swell, 2.6f + swell, u == 1 ? 0.0f : u);
            return at(ring.x, ring.y + 2.5f, 1.6f + 0.9f * std::sin(a) + 0.10f * std::abs(ring.y));
        },
        {60 * kMm, 6 * kMm}, {rect.x, rect.y, rect.w * 0.7f, rect.h}, tag);
    // The tongue, from the bar to the frame's far side.
    Mesh tongue;
    Path path;
    for (int i = 0; i <= 8; ++i) path.push_back(at(0, -2.5f + 1.38f * float(i), 4.1f));
    sweep(
        tongue, path, {1, 0, 0}, 16,
        [](float, float turn) {
            return roundedRectangle(glm::vec2{0.55f, 0.9f} * kMm, 0.4f * kMm, turn);
        },
        true, {rect.x + rect.w * 0.7f, rect.y, rect.w * 0.3f, rect.h}, tag);
    place(mesh, tongue, glm::mat4(1));
}

Mesh markers() {
    Mesh mesh;
    for (int hour = 0; hour < 12; ++hour) {
        const float turn = float(hour) / 12;
        if (hour == 0) {
            add(mesh, bar(8.4f, 11.9f, 0.48f, 0.48f), 0.6f, 0.18f, turn, 1.75f, -0.62f);
            add(mesh, bar(8.4f, 11.9f, 0.48f, 0.48f), 0.6f, 0.18f, turn, 1.75f, 0.62f);
        } else {
            add(mesh, bar(hour % 3 == 0 ? 8.4f : 9.2f, 11.9f, 0.5f, 0.5f), 0.6f, 0.18f, turn,
                1.75f);
        }
    }
    add(mesh, bar(-2.2f, 8.1f, 0.95f, 0.45f), 0.28f, 0.10f, kHour, 2.55f);
    add(mesh, bar(-2.6f, 12.4f, 0.80f, 0.32f), 0.28f, 0.10f, kMinute, 2.95f);
    Points round;
    for (int i = 0; i < 40; ++i) {
        const float a = 2 * kPi * float(i) / 40;
        round.push_back(glm::vec2{std::cos(a), std::sin(a)} * (1.05f * kMm));
    }
    add(mesh, round, 1.95f, 0.15f, 0, 1.75f);
    return mesh;
}

Mesh lume() {
    Mesh mesh;
    add(mesh, bar(2.6f, 7.4f, 0.50f, 0.24f), 0.06f, 0.02f, kHour, 2.82f);
    add(mesh, bar(3.0f, 11.6f, 0.42f, 0.17f), 0.06f, 0.02f, kMinute, 3.22f);
    for (int hour = 1; hour < 12; ++hour) {
        add(mesh, bar(hour % 3 == 0 ? 8.9f : 9.7f, 11.4f, 0.18f, 0.18f), 0.06f, 0.02f,
            float(hour) / 12, 2.32f);
    }
    return mesh;
}

Mesh secondsHand() {
    Mesh mesh;
    add(mesh, bar(-4.0f, 13.2f, 0.17f, 0.07f), 0.16f, 0.04f, kSecond, 3.40f);
    Points round;
    for (int i = 0; i < 32; ++i) {
        const float a = 2 * kPi * float(i) / 32;
        round.push_back(glm::vec2{std::cos(a), std::sin(a)} * (0.62f * kMm));
    }
    add(mesh, round, 0.45f, 0.12f, 0, 3.40f);
    return mesh;
}

Mesh crystal() {
    Mesh mesh;
    plate(
        mesh,
        [](float turn) {
            return 15.7f * kMm * glm::vec2{std::cos(turn * 2 * kPi), std::sin(turn * 2 * kPi)};
        },
        [](float scale) { return (4.15f + 0.75f * (1 - scale * scale)) * kMm; }, 14, 96, {}, 0);
    return mesh;
}

}  // namespace vitrine::products::watch_parts
