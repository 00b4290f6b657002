// Compressed geometry in the input, answered by the viewer's own decoders.
#pragma once

#include "Product.h"
#include "gltf/Document.h"

namespace vitrine::pack {

/// Decodes all that the document asks for. Errors: BadCompression, TooLarge.
Status answerDecodeJobs(gltf::Document& document);

/// Fills Product::views. Errors: BadGltf, BadCompression, TooLarge.
Status decompressViews(Product& product);

/// A primitive of KHR_draco_mesh_compression; the job's `attributes` say what is wanted.
Result<RawBytes> decompressDraco(const Product& product, const Json& extension,
                                 const decode::DracoJob& job);

}  // namespace vitrine::pack
