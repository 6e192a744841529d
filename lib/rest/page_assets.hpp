// What the pages load, built into the program: scripts, style sheets, and their licences.

#pragma once

#include <map>
#include <memory>
#include <mutex>
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

/// Files, each unpacked when it is first asked for.  Any number of threads.
class UnpackedAssets {
 public:
  /// Its bytes.  Throws Fatal where they were packed by somebody else.
  [[nodiscard]] std::shared_ptr<const std::string> of(const PageAsset& asset);

 private:
  std::mutex mutex_;
  std::map<std::string_view, std::shared_ptr<const std::string>> by_name_;
};

}  // namespace noctis
