// The built-in lights, as functions of the direction: no image travels over the wire.
#include <algorithm>
#include <cmath>

#include "light/Environment.h"

namespace vitrine::light {

namespace {

float smooth(float from, float to, float x) {
    const float t = std::clamp((x - from) / (to - from), 0.0f, 1.0f);
    return t * t * (3 - 2 * t);
}

// A soft box: a rectangle with round corners on a plane at distance 1 along `at`, upright.
struct SoftBox {
    glm::vec3 at;  ///< direction of its middle, unit
    glm::vec3 right, up;
    float halfWidth, halfHeight;
    float edge;        ///< width over which it fades at the rim
    float brightness;  ///< in its middle
};

SoftBox softBox(float azimuthDegrees, float elevationDegrees, float halfWidth, float halfHeight,
                float edge, float brightness) {
    const float a = azimuthDegrees * 0.017453293f, e = elevationDegrees * 0.017453293f;
    SoftBox b;
    b.at = {std::cos(e) * std::sin(a), std::sin(e), std::cos(e) * std::cos(a)};
    b.right = {std::cos(a), 0, -std::sin(a)};
    b.up = glm::cross(b.at, b.right);
    b.halfWidth = halfWidth;
    b.halfHeight = halfHeight;
    b.edge = edge;
    b.brightness = brightness;
    return b;
}

float shine(const SoftBox& b, const glm::vec3& d) {
    const float depth = glm::dot(d, b.at);
    if (depth <= 0.05f) return 0;
    const float x = std::fabs(glm::dot(d, b.right)) / depth;
    const float y = std::fabs(glm::dot(d, b.up)) / depth;
    if (x >= b.halfWidth + b.edge || y >= b.halfHeight + b.edge) return 0;
    const float round = 0.3f * std::min(b.halfWidth, b.halfHeight);
    const float qx = x - b.halfWidth + round, qy = y - b.halfHeight + round;
    const float ox = std::max(qx, 0.0f), oy = std::max(qy, 0.0f);
    const float distance = std::sqrt(ox * ox + oy * oy) + std::min(std::max(qx, qy), 0.0f) - round;
    if (distance >= b.edge) return 0;
    // The cloth in front of a lamp is brightest in the middle.
    const float fall =
        1 - 0.35f * std::min(1.0f, (x * x) / (b.halfWidth * b.halfWidth) * 0.5f +
                                       (y * y) / (b.halfHeight * b.halfHeight) * 0.5f);
    return b.brightness * fall * (1 - smooth(-b.edge, b.edge, distance));
}

}  // namespace

glm::vec3 studioRadiance(const glm::vec3& d) {
    // Azimuth from the viewer's side (+Z) towards +X, so negative is to the left.
    static const SoftBox kBoxes[] = {
        softBox(-38, 33, 0.40f, 0.34f, 0.035f, 5.6f),  // key: upper left in front
        softBox(52, 22, 0.20f, 0.55f, 0.10f, 1.7f),    // fill: right, tall and weak
        softBox(-122, 22, 0.11f, 0.80f, 0.03f, 4.6f),  // rim strips: behind, on both sides
        softBox(126, 26, 0.13f, 0.80f, 0.03f, 5.2f),
        softBox(0, 84, 0.52f, 0.36f, 0.08f, 1.5f),  // ceiling
    };
    // The room: a floor that bounces, walls that fall off to the sides for contrast, a brighter
    // ceiling.
    const float up = d.y;
    const float front = d.z * 0.5f + 0.5f;
    const float wall = 0.07f + 0.20f * front * front;
    const float floor = 0.30f + 0.14f * front;
    const float ceiling = 0.34f;
    float value = up < 0 ? wall + (floor - wall) * smooth(0.0f, 0.30f, -up)
                         : wall + (ceiling - wall) * smooth(0.10f, 0.90f, up);
    for (const SoftBox& box : kBoxes) value += shine(box, d);
    return glm::vec3(value);
}

glm::vec3 neutralRadiance(const glm::vec3& d) {
    // Six large lamps around, weakly above one another, so that no side is the front. An upright surface gets light of
    // 1 / 0.96 from every side: what enters a dielectric is then its base colour, the 0.04 that it reflects are what PBR
    // Neutral takes away, and a satin product shows the very sRGB that it was given.
    static const SoftBox kBoxes[] = {
        softBox(30, 12, 0.45f, 0.45f, 0.25f, 0.64f),  softBox(90, 12, 0.45f, 0.45f, 0.25f, 0.64f),
        softBox(150, 12, 0.45f, 0.45f, 0.25f, 0.64f), softBox(210, 12, 0.45f, 0.45f, 0.25f, 0.64f),
        softBox(270, 12, 0.45f, 0.45f, 0.25f, 0.64f), softBox(330, 12, 0.45f, 0.45f, 0.25f, 0.64f),
        softBox(0, 89.9f, 0.7f, 0.7f, 0.4f, 0.46f),
    };
    float value = 0.8f + 0.1f * d.y;
    for (const SoftBox& box : kBoxes) value += shine(box, d);
    return glm::vec3(value);
}

}  // namespace vitrine::light
