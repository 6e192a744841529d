// A master's row and object, from a store that someone has been at: a format, a description, an
// object, with a zero between them.

#include <algorithm>
#include <string_view>

#include "fuzz/require.hpp"
#include "render/attributes_json.hpp"
#include "render/master.hpp"

using namespace noctis;

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  const ByteView input(data, size);
  const auto first = std::find(input.begin(), input.end(), 0);
  const auto second = first == input.end() ? first : std::find(first + 1, input.end(), 0);
  if (second == input.end())
    return 0;
  const auto text = [](auto begin, auto end) {
    return std::string_view(reinterpret_cast<const char*>(&*begin),  // NOLINT: bytes as text
                            static_cast<std::size_t>(end - begin));
  };
  const std::string_view format = text(input.begin(), first);
  const std::string_view description = text(first + 1, second);
  if (const auto read = description_from_json(description)) {
    const auto again = description_from_json(to_json(*read));
    fuzz::require(again && *again == *read, "a description that was read reads back as it is");
  }
  const ByteView object = input.subspan(static_cast<std::size_t>(second + 1 - input.begin()));
  if (const auto master = Master::open(object, format, description))
    fuzz::require_sound(*master->frame(0));
  return 0;
}
