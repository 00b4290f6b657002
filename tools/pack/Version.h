// Who wrote the files.
#pragma once

namespace vitrine::pack {

constexpr const char* kGenerator = "vitrine-pack 0.2.0";

}  // namespace vitrine::pack
