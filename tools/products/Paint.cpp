#include <algorithm>
#include <cmath>

#include "Product.h"

namespace vitrine::products {

namespace {

// One texel while it is painted; `weight` 0 says that no chart covers it.
struct Painted {
    glm::vec3 colour{0}, orm{0}, normal{0};
    float weight = 0;
};

struct Canvas {
    int width, height;
    std::vector<Painted> texels;
};

// All texel centres inside one triangle of the atlas.
void paintTriangle(Canvas& canvas, const Part& part, const Vertex& a, const Vertex& b,
                   const Vertex& c) {
    const glm::vec2 size{float(canvas.width), float(canvas.height)};
    const glm::vec2 pa = a.uv * size, ab = b.uv * size - pa, ac = c.uv * size - pa;
    const float det = ab.x * ac.y - ab.y * ac.x;
    if (std::abs(det) < 1e-9f) return;
    const glm::vec2 low = glm::min(pa, glm::min(pa + ab, pa + ac));
    const glm::vec2 high = glm::max(pa, glm::max(pa + ab, pa + ac));
    // Steps of one texel in barycentric terms: (b, c) change per x and per y.
    const glm::vec2 perX = glm::vec2{ac.y, -ab.y} / det, perY = glm::vec2{-ac.x, ab.x} / det;
    const auto delta = [](const auto& p, const auto& q, const auto& r, glm::vec2 w) {
        return (q - p) * w.x + (r - p) * w.y;
    };
    const glm::vec3 dxLocal = delta(a.local, b.local, c.local, perX);
    const glm::vec3 dyLocal = delta(a.local, b.local, c.local, perY);
    const glm::vec2 dxSt = delta(a.st, b.st, c.st, perX), dySt = delta(a.st, b.st, c.st, perY);
    const float dx = std::max(glm::length(dxLocal), 1e-9f);
    const float dy = std::max(glm::length(dyLocal), 1e-9f);

    const int x0 = std::max(0, int(std::floor(low.x)));
    const int y0 = std::max(0, int(std::floor(low.y)));
    const int x1 = std::min(canvas.width - 1, int(std::ceil(high.x)));
    const int y1 = std::min(canvas.height - 1, int(std::ceil(high.y)));
    for (int y = y0; y <= y1; ++y) {
        for (int x = x0; x <= x1; ++x) {
            const glm::vec2 p = glm::vec2{float(x) + 0.5f, float(y) + 0.5f} - pa;
            const glm::vec2 w = perX * p.x + perY * p.y;
            // A shared edge belongs to both; a hair of slack leaves no texel between them.
            if (w.x < -1e-4f || w.y < -1e-4f || w.x + w.y > 1 + 2e-4f) continue;
            Painted& texel = canvas.texels[size_t(y) * size_t(canvas.width) + size_t(x)];
            if (texel.weight > 0) continue;
            Sample s;
            s.position = a.local + delta(a.local, b.local, c.local, w);
            s.normal = glm::normalize(a.normal + delta(a.normal, b.normal, c.normal, w));
            s.st = a.st + delta(a.st, b.st, c.st, w);
            s.occlusion = a.occlusion + delta(a.occlusion, b.occlusion, c.occlusion, w);
            s.tag = a.tag;
            const float relief = part.relief(s);
            Sample right = s, down = s;
            right.position += dxLocal;
            right.st += dxSt;
            down.position += dyLocal;
            down.st += dySt;
            const glm::vec2 slope{(part.relief(right) - relief) / dx,
                                  (part.relief(down) - relief) / dy};
            const Texel painted = part.surface(s, relief);
            texel.colour = glm::clamp(painted.colour, 0.0f, 1.0f);
            texel.orm = {s.occlusion, glm::clamp(painted.roughness, 0.045f, 1.0f),
                         painted.metallic};
            texel.normal = glm::normalize(glm::vec3{-slope.x, slope.y, 1.0f});
            texel.weight = 1;
        }
    }
}

// Grows the charts into the gutters, so that filtering and small mip levels see no seam.
void dilate(Canvas& canvas, int rounds) {
    for (int round = 0; round < rounds; ++round) {
        std::vector<std::pair<size_t, Painted>> grown;
        for (int y = 0; y < canvas.height; ++y) {
            for (int x = 0; x < canvas.width; ++x) {
                const size_t at = size_t(y) * size_t(canvas.width) + size_t(x);
                if (canvas.texels[at].weight > 0) continue;
                Painted sum;
                for (int k = 0; k < 9; ++k) {
                    const int nx = x + k % 3 - 1, ny = y + k / 3 - 1;
                    if (nx < 0 || ny < 0 || nx >= canvas.width || ny >= canvas.height) continue;
                    const Painted& n =
                        canvas.texels[size_t(ny) * size_t(canvas.width) + size_t(nx)];
                    sum.colour += n.colour * n.weight;
                    sum.orm += n.orm * n.weight;
                    sum.normal += n.normal * n.weight;
                    sum.weight += n.weight;
                }
                if (sum.weight > 0) {
                    sum.colour /= sum.weight;
                    sum.orm /= sum.weight;
                    sum.normal /= sum.weight;
                    sum.weight = 1;
                    grown.emplace_back(at, sum);
                }
            }
        }
        for (const auto& [at, texel] : grown) canvas.texels[at] = texel;
    }
}

uint8_t toByte(float v) {
    return uint8_t(std::lround(glm::clamp(v, 0.0f, 1.0f) * 255.0f));
}

}  // namespace

Texture paint(const Part& part) {
    if (!part.surface) return {};
    const int n = part.samples;
    Canvas canvas{part.width * n, part.height * n, {}};
    canvas.texels.resize(size_t(canvas.width) * size_t(canvas.height));
    const Mesh& m = part.mesh;
    for (size_t i = 0; i + 2 < m.indices.size(); i += 3) {
        paintTriangle(canvas, part, m.vertices[m.indices[i]], m.vertices[m.indices[i + 1]],
                      m.vertices[m.indices[i + 2]]);
    }
    dilate(canvas, 6 * n);

    Painted mean;
    for (const Painted& t : canvas.texels) {
        mean.colour += t.colour * t.weight;
        mean.orm += t.orm * t.weight;
        mean.weight += t.weight;
    }
    mean.colour /= std::max(1.0f, mean.weight);
    mean.orm /= std::max(1.0f, mean.weight);
    mean.normal = {0, 0, 1};

    Texture out;
    out.width = part.width;
    out.height = part.height;
    for (int y = 0; y < part.height; ++y) {
        for (int x = 0; x < part.width; ++x) {
            Painted sum;
            for (int k = 0; k < n * n; ++k) {
                const int row = y * n + k / n, column = x * n + k % n;
                const Painted& t =
                    canvas.texels[size_t(row) * size_t(canvas.width) + size_t(column)];
                const Painted& use = t.weight > 0 ? t : mean;
                sum.colour += use.colour / float(n * n);
                sum.orm += use.orm / float(n * n);
                sum.normal += use.normal;
            }
            const glm::vec3 normal = glm::normalize(sum.normal) * 0.5f + 0.5f;
            for (int c = 0; c < 3; ++c) {
                out.colour.push_back(toByte(sum.colour[c]));
                out.orm.push_back(toByte(sum.orm[c]));
                // 128 stands for zero (glTF maps 127.5); the usual choice of tools.
                out.normal.push_back(toByte(normal[c]));
            }
        }
    }
    return out;
}

}  // namespace vitrine::products
