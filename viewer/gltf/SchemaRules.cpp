#include "gltf/SchemaRules.h"

#include "gltf/Extensions.h"

namespace vitrine::gltf {
namespace {

constexpr Rule kEnd = {nullptr, Kind::Bool};
constexpr bool kRequired = true;

const Rule kAsset[] = {{"version", Kind::String, kRequired}, {"minVersion", Kind::String}, kEnd};
const Rule kFallback[] = {{"fallback", Kind::Bool}, kEnd};
const Rule kBufferExtensions[] = {{kMeshopt, Kind::Object, false, kFallback}, kEnd};
const Rule kBuffer[] = {{"byteLength", Kind::Size, kRequired},
                        {"uri", Kind::String},
                        {"extensions", Kind::Object, false, kBufferExtensions},
                        kEnd};
const Rule kCompressedView[] = {{"buffer", Kind::Index, kRequired},
                                {"byteOffset", Kind::Size},
                                {"byteLength", Kind::Size, kRequired},
                                {"byteStride", Kind::Size, kRequired},
                                {"count", Kind::Size, kRequired},
                                {"mode", Kind::String, kRequired},
                                {"filter", Kind::String},
                                kEnd};
const Rule kViewExtensions[] = {{kMeshopt, Kind::Object, false, kCompressedView}, kEnd};
const Rule kBufferView[] = {{"buffer", Kind::Index, kRequired},
                            {"byteOffset", Kind::Size},
                            {"byteLength", Kind::Size, kRequired},
                            {"byteStride", Kind::Size},
                            {"target", Kind::Index},
                            {"extensions", Kind::Object, false, kViewExtensions},
                            kEnd};
const Rule kSparseIndices[] = {{"bufferView", Kind::Index, kRequired},
                               {"byteOffset", Kind::Size},
                               {"componentType", Kind::Index, kRequired},
                               kEnd};
const Rule kSparseValues[] = {
    {"bufferView", Kind::Index, kRequired}, {"byteOffset", Kind::Size}, kEnd};
const Rule kSparse[] = {{"count", Kind::Size, kRequired},
                        {"indices", Kind::Object, kRequired, kSparseIndices},
                        {"values", Kind::Object, kRequired, kSparseValues},
                        kEnd};
const Rule kAccessor[] = {{"bufferView", Kind::Index},
                          {"byteOffset", Kind::Size},
                          {"componentType", Kind::Index, kRequired},
                          {"normalized", Kind::Bool},
                          {"count", Kind::Size, kRequired},
                          {"type", Kind::String, kRequired},
                          {"sparse", Kind::Object, false, kSparse},
                          kEnd};
const Rule kCompressedPrimitive[] = {
    {"bufferView", Kind::Index, kRequired}, {"attributes", Kind::IndexMap, kRequired}, kEnd};
const Rule kMapping[] = {
    {"material", Kind::Index, kRequired}, {"variants", Kind::Indices, kRequired}, kEnd};
const Rule kMappings[] = {{"mappings", Kind::Objects, kRequired, kMapping}, kEnd};
const Rule kPrimitiveExtensions[] = {{kDraco, Kind::Object, false, kCompressedPrimitive},
                                     {kVariants, Kind::Object, false, kMappings},
                                     kEnd};
const Rule kPrimitive[] = {{"attributes", Kind::IndexMap, kRequired},
                           {"indices", Kind::Index},
                           {"material", Kind::Index},
                           {"mode", Kind::Index},
                           {"targets", Kind::IndexMaps},
                           {"extensions", Kind::Object, false, kPrimitiveExtensions},
                           kEnd};
const Rule kMesh[] = {
    {"primitives", Kind::Objects, kRequired, kPrimitive}, {"weights", Kind::Numbers}, kEnd};
const Rule kNodeLight[] = {{"light", Kind::Index, kRequired}, kEnd};
const Rule kInstances[] = {{"attributes", Kind::IndexMap, kRequired}, kEnd};
const Rule kNodeExtensions[] = {{kPunctualLights, Kind::Object, false, kNodeLight},
                                {kInstancing, Kind::Object, false, kInstances},
                                kEnd};
const Rule kNode[] = {{"camera", Kind::Index},
                      {"children", Kind::Indices},
                      {"skin", Kind::Index},
                      {"mesh", Kind::Index},
                      {"matrix", Kind::Numbers, false, nullptr, 16},
                      {"rotation", Kind::Numbers, false, nullptr, 4},
                      {"scale", Kind::Numbers, false, nullptr, 3},
                      {"translation", Kind::Numbers, false, nullptr, 3},
                      {"weights", Kind::Numbers},
                      {"extensions", Kind::Object, false, kNodeExtensions},
                      kEnd};
const Rule kScene[] = {{"nodes", Kind::Indices}, kEnd};
const Rule kSkin[] = {{"joints", Kind::Indices, kRequired},
                      {"inverseBindMatrices", Kind::Index},
                      {"skeleton", Kind::Index},
                      kEnd};
const Rule kTransform[] = {{"offset", Kind::Numbers, false, nullptr, 2},
                           {"scale", Kind::Numbers, false, nullptr, 2},
                           {"rotation", Kind::Number},
                           {"texCoord", Kind::Index},
                           kEnd};
const Rule kInfoExtensions[] = {{kTextureTransform, Kind::Object, false, kTransform}, kEnd};
}  // namespace

const Rule kTextureInfo[] = {{"index", Kind::Index, kRequired},
                             {"texCoord", Kind::Index},
                             {"scale", Kind::Number},
                             {"strength", Kind::Number},
                             {"extensions", Kind::Object, false, kInfoExtensions},
                             kEnd};

namespace {

const Rule kPbr[] = {{"baseColorFactor", Kind::Numbers, false, nullptr, 4},
                     {"metallicFactor", Kind::Number},
                     {"roughnessFactor", Kind::Number},
                     {"baseColorTexture", Kind::Object, false, kTextureInfo},
                     {"metallicRoughnessTexture", Kind::Object, false, kTextureInfo},
                     kEnd};
const Rule kMaterial[] = {{"pbrMetallicRoughness", Kind::Object, false, kPbr},
                          {"normalTexture", Kind::Object, false, kTextureInfo},
                          {"occlusionTexture", Kind::Object, false, kTextureInfo},
                          {"emissiveTexture", Kind::Object, false, kTextureInfo},
                          {"emissiveFactor", Kind::Numbers, false, nullptr, 3},
                          {"alphaMode", Kind::String},
                          {"alphaCutoff", Kind::Number},
                          {"doubleSided", Kind::Bool},
                          {"extensions", Kind::MaterialExtensions},
                          kEnd};
const Rule kSourceExtension[] = {{"source", Kind::Index, kRequired}, kEnd};
const Rule kTextureExtensions[] = {{kBasisu, Kind::Object, false, kSourceExtension},
                                   {kWebp, Kind::Object, false, kSourceExtension},
                                   {kAvif, Kind::Object, false, kSourceExtension},
                                   kEnd};
const Rule kTexture[] = {{"sampler", Kind::Index},
                         {"source", Kind::Index},
                         {"extensions", Kind::Object, false, kTextureExtensions},
                         kEnd};
const Rule kImage[] = {
    {"uri", Kind::String}, {"mimeType", Kind::String}, {"bufferView", Kind::Index}, kEnd};
const Rule kSampler[] = {{"magFilter", Kind::Index},
                         {"minFilter", Kind::Index},
                         {"wrapS", Kind::Index},
                         {"wrapT", Kind::Index},
                         kEnd};
const Rule kPerspective[] = {{"yfov", Kind::Number, kRequired},
                             {"znear", Kind::Number, kRequired},
                             {"zfar", Kind::Number},
                             {"aspectRatio", Kind::Number},
                             kEnd};
const Rule kOrthographic[] = {{"xmag", Kind::Number, kRequired},
                              {"ymag", Kind::Number, kRequired},
                              {"zfar", Kind::Number, kRequired},
                              {"znear", Kind::Number, kRequired},
                              kEnd};
const Rule kCamera[] = {{"type", Kind::String, kRequired},
                        {"perspective", Kind::Object, false, kPerspective},
                        {"orthographic", Kind::Object, false, kOrthographic},
                        kEnd};
const Rule kTarget[] = {{"node", Kind::Index}, {"path", Kind::String, kRequired}, kEnd};
const Rule kChannel[] = {
    {"sampler", Kind::Index, kRequired}, {"target", Kind::Object, kRequired, kTarget}, kEnd};
const Rule kAnimationSampler[] = {{"input", Kind::Index, kRequired},
                                  {"output", Kind::Index, kRequired},
                                  {"interpolation", Kind::String},
                                  kEnd};
const Rule kAnimation[] = {{"channels", Kind::Objects, kRequired, kChannel},
                           {"samplers", Kind::Objects, kRequired, kAnimationSampler},
                           kEnd};
const Rule kSpot[] = {{"innerConeAngle", Kind::Number}, {"outerConeAngle", Kind::Number}, kEnd};
const Rule kLight[] = {{"type", Kind::String, kRequired},
                       {"name", Kind::String},
                       {"color", Kind::Numbers, false, nullptr, 3},
                       {"intensity", Kind::Number},
                       {"range", Kind::Number},
                       {"spot", Kind::Object, false, kSpot},
                       kEnd};
const Rule kLights[] = {{"lights", Kind::Objects, kRequired, kLight}, kEnd};
const Rule kVariant[] = {{"name", Kind::String, kRequired}, kEnd};
const Rule kVariantNames[] = {{"variants", Kind::Objects, kRequired, kVariant}, kEnd};
const Rule kRootExtensions[] = {{kPunctualLights, Kind::Object, false, kLights},
                                {kVariants, Kind::Object, false, kVariantNames},
                                kEnd};

}  // namespace

const Rule kRootRules[] = {{"asset", Kind::Object, kRequired, kAsset},
                           {"extensionsUsed", Kind::Strings},
                           {"extensionsRequired", Kind::Strings},
                           {"buffers", Kind::Objects, false, kBuffer},
                           {"bufferViews", Kind::Objects, false, kBufferView},
                           {"accessors", Kind::Objects, false, kAccessor},
                           {"meshes", Kind::Objects, false, kMesh},
                           {"nodes", Kind::Objects, false, kNode},
                           {"scenes", Kind::Objects, false, kScene},
                           {"scene", Kind::Index},
                           {"skins", Kind::Objects, false, kSkin},
                           {"materials", Kind::Objects, false, kMaterial},
                           {"textures", Kind::Objects, false, kTexture},
                           {"images", Kind::Objects, false, kImage},
                           {"samplers", Kind::Objects, false, kSampler},
                           {"cameras", Kind::Objects, false, kCamera},
                           {"animations", Kind::Objects, false, kAnimation},
                           {"extensions", Kind::Object, false, kRootExtensions},
                           kEnd};

}  // namespace vitrine::gltf
