// What the pages load, built into the program: scripts, style sheets, and their licences.

#pragma once

#include <span>
#include <string>
#include <string_view>

namespace noctis {

struct PageAsset {
  std::string_view name;  ///< "swagger-ui.css"
  std::string_view gzip;  ///< its bytes, packed
};

struct PageAssets {
  std::string_view digest;           ///< of all files together, in hexadecimal digits
  std::span<const PageAsset> files;  ///< none: this program was built without pages
};

/// Those that the build has packed.
[[nodiscard]] PageAssets built_in_page_assets() noexcept;

/// The bytes of a file.  Throws Fatal where they were packed by somebody else.
[[nodiscard]] std::string unpacked(const PageAsset& asset);

}  // namespace noctis
