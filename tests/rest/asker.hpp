// The routes over real stores, asked without sockets.

#pragma once

#include <cstddef>
#include <filesystem>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "base/bytes.hpp"
#include "base/json.hpp"
#include "image/image.hpp"
#include "phantom/phantom.hpp"
#include "rest/routes.hpp"
#include "warm/plan.hpp"

namespace noctis::test {

struct Reply {
  Response response;
  std::string body;       ///< of a file, too
  bool was_long = false;  ///< LongWork, which has been done

  [[nodiscard]] unsigned status() const { return response.status; }
  [[nodiscard]] std::string header(std::string_view name) const;
  [[nodiscard]] json::value json() const;
  /// Of an answer in JSON under this key, or of the PNG that the answer is.
  [[nodiscard]] Image8 picture(std::string_view key = "") const;
};

class Asker {
 public:
  explicit Asker(RestParts parts)
      : shared_(share(std::move(parts))), router_(make_routes(shared_).router) {}

  /// `target` is a path and a query, of which %XX and + are decoded; each line of `accept` is a
  /// header field.
  [[nodiscard]] Reply get(std::string_view target, std::string_view accept = "") const {
    return ask(Method::get, target, accept);
  }
  [[nodiscard]] Reply post(std::string_view target) const { return ask(Method::post, target, ""); }
  [[nodiscard]] Reply ask(Method method, std::string_view target, std::string_view accept) const;

  [[nodiscard]] const Router& router() const { return router_; }

 private:
  std::shared_ptr<SharedParts> shared_;
  Router router_;
};

/// For a query.
[[nodiscard]] std::string percent_encoded(std::string_view text);

/// A folder of sources and a store, warmed.
class WarmedStore {
 public:
  WarmedStore(const std::vector<PhantomSpec>& studies, PlanOptions plan);
  ~WarmedStore();
  WarmedStore(const WarmedStore&) = delete;
  WarmedStore& operator=(const WarmedStore&) = delete;

  [[nodiscard]] const std::filesystem::path& path() const { return store_; }
  [[nodiscard]] const std::filesystem::path& sources() const { return sources_; }
  void warm_again();

 private:
  std::filesystem::path folder_, store_, sources_;
  PlanOptions plan_;
};

/// Studies of all kinds, small: MONOCHROME1, padding, palettes, several frames, pixels that are not
/// square (of the MR).
[[nodiscard]] const std::vector<PhantomSpec>& all_kinds();

/// All of them, warmed once for the program under `default` alone, with masters and thumbnails…
[[nodiscard]] const WarmedStore& sparse_store();
/// …and under every preset that there is.
[[nodiscard]] const WarmedStore& full_store();

[[nodiscard]] RestParts parts_of(const std::filesystem::path& store);

/// An image of a store.
struct KnownImage {
  std::string uid, modality;
  std::uint32_t frames = 1;
  bool color = false;
};
[[nodiscard]] std::vector<KnownImage> images_of(const std::filesystem::path& store);

}  // namespace noctis::test
