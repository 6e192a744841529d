// What an answer in JSON looks like: its keys, in their order.

#pragma once

#include <string>

#include "base/json.hpp"

namespace noctis::test {

[[nodiscard]] inline std::string keys_of(const json::value& value) {
  std::string keys;
  for (const auto& member : value.as_object())
    keys += (keys.empty() ? "" : " ") + std::string(member.key());
  return keys;
}

}  // namespace noctis::test
