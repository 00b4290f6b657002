// A demo product: meshes, how their surfaces are painted, and the images painted for them.
//
//   Product p = teapot();      // geometry and painters
//   bakeOcclusion(p);          // fills Vertex::occlusion
//   std::vector<Texture> t;    // one set per part
//   for (const Part& part : p.parts) t.push_back(paint(part));
//   std::vector<uint8_t> glb = writeGlb(p, t);
#pragma once

#include <cstdint>
#include <functional>
#include <string>
#include <vector>

#include "Shape.h"

namespace vitrine::products {

// One texel's place on the surface.
struct Sample {
    glm::vec3 position;  // metres, in the space of the piece before place()
    glm::vec3 normal;
    glm::vec2 st;     // metres along the chart
    float occlusion;  // 0 buried .. 1 open
    int tag;
};

// What a painter says about a texel. Colours as a designer picks them: sRGB encoded, 0..1.
struct Texel {
    glm::vec3 colour{0.5f};
    float roughness = 0.5f;
    float metallic = 0;
};

// How a part looks in one of the product's variants: the same textures under other factors, so a variant costs a material
// and no image.
struct Finish {
    std::string variant;
    glm::vec3 tint{1};    // sRGB encoded, multiplies the colour
    float roughness = 1;  // multiplies the painted roughness
    float metallic = 1;   // multiplies the painted metalness
};

struct Part {
    std::string name;
    Mesh mesh;
    int width = 1024, height = 1024;  // of the textures
    int samples = 1;                  // per axis and texel; 2 for print with sharp edges
    int normalQuality = 93;           // of the JPEG; rough surfaces need less
    float alpha = 1.0f;               // below 1: blended, no textures
    Texel plain{};                    // factors of an untextured part
    std::vector<Finish> finishes;     // of the variants in which a painted part looks different
    // Relief in metres, for the normal map. Must be continuous across a chart's seam.
    std::function<float(const Sample&)> relief;
    std::function<Texel(const Sample&, float relief)> surface;
};

struct Product {
    std::string id, name;
    std::vector<Part> parts;
    std::vector<std::string>
        variants;                  // KHR_materials_variants; the first is how the parts are painted
    float occlusionReach = 0.03f;  // metres beyond which nothing darkens
};

// RGB8 images, rows from the top.
struct Texture {
    int width = 0, height = 0;
    std::vector<uint8_t> colour, orm, normal;
};

// The catalogue.
Product teapot();
Product watch();
Product speaker();

// Per-vertex ambient occlusion by ray casting against all opaque parts of the product.
void bakeOcclusion(Product& product);

// Rasterises the charts, calls the painters, and packs: colour; occlusion, roughness, metallic in
// R, G, B; tangent-space normals (+Y up the image, as in glTF).
Texture paint(const Part& part);

// One GLB, core glTF 2.0. `textures` is parallel to product.parts; empty ones are left out.
std::vector<uint8_t> writeGlb(const Product& product, const std::vector<Texture>& textures);

}  // namespace vitrine::products
