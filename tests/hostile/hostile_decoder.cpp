// A codec as bad as they come, in the place of RLE's: what it does to the process is told by the
// number of rows.  The linker puts it there (--wrap), so that the product has no hook for it.

#include <unistd.h>

#include <atomic>
#include <chrono>
#include <cstdio>
#include <cstdlib>
#include <new>
#include <thread>
#include <vector>

#include "dicom/decoders.hpp"

namespace noctis {

Result<Frame> real_decode_rle(ByteView codestream, const ImagePixel& attributes) asm(
    "__real__ZN6noctis10decode_rleESt4spanIKhLm18446744073709551615EERKNS_10ImagePixelE");
Result<Frame> hostile_decode_rle(ByteView codestream, const ImagePixel& attributes) asm(
    "__wrap__ZN6noctis10decode_rleESt4spanIKhLm18446744073709551615EERKNS_10ImagePixelE");

namespace {

// In pieces, so that whoever watches has a chance; up to 2 GiB, so that the machine has one.
void eat_memory() {
  constexpr std::size_t piece = std::size_t{16} << 20;
  std::vector<std::vector<char>> eaten;
  for (int i = 0; i < 128; ++i) {
    eaten.emplace_back(piece, 'x');
    std::this_thread::sleep_for(std::chrono::milliseconds{10});
  }
}

}  // namespace

Result<Frame> hostile_decode_rle(ByteView codestream, const ImagePixel& attributes) {
  switch (attributes.rows) {
    case 61:
      std::abort();  // which the sanitizers leave alone
    case 62:
      for (;;)
        ::pause();
    case 63:
      eat_memory();
      break;
    case 65:  // slow, and not still
      std::this_thread::sleep_for(std::chrono::milliseconds{700});
      break;
    case 67:
      std::fputs("chatter on stdout\n", stdout);
      std::fflush(stdout);
      std::fputs("chatter on stderr\n", stderr);
      break;
    case 69:
      throw std::bad_alloc();
    case 71: {  // the first time: as when others have it all
      static std::atomic<bool> before{false};
      if (!before.exchange(true))
        throw std::bad_alloc();
      break;
    }
    default:
      break;
  }
  return real_decode_rle(codestream, attributes);
}

}  // namespace noctis
