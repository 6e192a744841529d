#include "store/object_id.hpp"

namespace noctis {

Result<ObjectId> ObjectId::parse(std::string_view text) {
  const auto digest = digest_from_hex(text);
  if (!digest)
    return failure(digest);
  return ObjectId{*digest};
}

}  // namespace noctis
