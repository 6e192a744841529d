// Any file: scan, attributes, frames, pictures, master.

#include "fuzz/show.hpp"

using namespace noctis;

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  fuzz::show_file(Bytes(data, data + size), 1 << 18);
  return 0;
}
