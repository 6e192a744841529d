#include "http/compression.hpp"

#include <libdeflate.h>

#include <new>

namespace noctis {

namespace {

struct CompressorDeleter {
  void operator()(libdeflate_compressor* compressor) const noexcept {
    libdeflate_free_compressor(compressor);
  }
};

constexpr int fastest = 1;

}  // namespace

struct Gzip::State {
  std::unique_ptr<libdeflate_compressor, CompressorDeleter> compressor;
};

Gzip::Gzip() = default;
Gzip::~Gzip() = default;
Gzip::Gzip(Gzip&&) noexcept = default;
Gzip& Gzip::operator=(Gzip&&) noexcept = default;

std::string Gzip::compress(std::string_view text) {
  if (!state_) {
    auto state = std::make_unique<State>();
    state->compressor.reset(libdeflate_alloc_compressor(fastest));
    if (!state->compressor)
      throw std::bad_alloc();
    state_ = std::move(state);
  }
  libdeflate_compressor* const compressor = state_->compressor.get();
  std::string compressed(libdeflate_gzip_compress_bound(compressor, text.size()), '\0');
  compressed.resize(libdeflate_gzip_compress(compressor, text.data(), text.size(),
                                             compressed.data(), compressed.size()));
  return compressed;
}

bool is_worth_compressing(const Response& response) noexcept {
  return response.compressible && std::holds_alternative<std::string>(response.body) &&
         response.size() > least_compressed && !response.header("Content-Encoding");
}

std::string compressed_tag(std::string_view etag) {
  std::string tag(etag);
  if (tag.ends_with('"'))
    tag.insert(tag.size() - 1, "-gzip");
  return tag;
}

}  // namespace noctis
