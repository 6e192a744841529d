// What was compressed, again.

#pragma once

#include <libdeflate.h>

#include <string>
#include <string_view>

#include <doctest/doctest.h>

namespace noctis::test {

/// Fails the test unless it is one gzip member of exactly `size` bytes.
inline std::string gunzip(std::string_view compressed, std::size_t size) {
  std::string text(size, '\0');
  libdeflate_decompressor* const decompressor = libdeflate_alloc_decompressor();
  const auto result = libdeflate_gzip_decompress(decompressor, compressed.data(), compressed.size(),
                                                 text.data(), size, nullptr);
  libdeflate_free_decompressor(decompressor);
  REQUIRE(result == LIBDEFLATE_SUCCESS);
  return text;
}

}  // namespace noctis::test
