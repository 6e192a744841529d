#include "image/match_deflater.hpp"

#include <algorithm>
#include <cstddef>
#include <new>

#include <libdeflate.h>

namespace noctis {

struct MatchDeflater::State {
  explicit State(int level) : compressor(libdeflate_alloc_compressor(level)) {
    if (compressor == nullptr)
      throw std::bad_alloc();
  }
  ~State() { libdeflate_free_compressor(compressor); }
  State(const State&) = delete;
  State& operator=(const State&) = delete;

  libdeflate_compressor* compressor;
  Bytes output;
};

MatchDeflater::MatchDeflater(int level) : state_(std::make_unique<State>(level)) {}
MatchDeflater::~MatchDeflater() = default;
MatchDeflater::MatchDeflater(MatchDeflater&&) noexcept = default;
MatchDeflater& MatchDeflater::operator=(MatchDeflater&&) noexcept = default;

ByteView MatchDeflater::compress(ByteView bytes) {
  State& state = *state_;
  const std::size_t bound = libdeflate_zlib_compress_bound(state.compressor, bytes.size());
  state.output.resize(std::max(state.output.size(), bound));
  const std::size_t size = libdeflate_zlib_compress(state.compressor, bytes.data(), bytes.size(),
                                                    state.output.data(), state.output.size());
  return ByteView(state.output).first(size);
}

}  // namespace noctis
