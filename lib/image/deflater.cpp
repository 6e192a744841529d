// Of RunDeflater's streams zlib makes the deflate blocks; the two bytes before and the checksum
// after them are ours, because libdeflate's Adler-32 is several times as fast as zlib's.

#include "image/deflater.hpp"

#include <algorithm>
#include <cstddef>
#include <new>

#include <libdeflate.h>
#include <zlib.h>

namespace noctis {

namespace {

constexpr int raw_window_bits = -15;
constexpr int memory_level = 9;
constexpr std::size_t piece_limit = std::size_t{1} << 30;  // zlib counts in 32 bits

}  // namespace

struct RunDeflater::State {
  State() {
    if (deflateInit2(&stream, 1, Z_DEFLATED, raw_window_bits, memory_level, Z_RLE) != Z_OK)
      throw std::bad_alloc();
    output.resize(std::size_t{1} << 16);
  }
  ~State() { deflateEnd(&stream); }
  State(const State&) = delete;
  State& operator=(const State&) = delete;

  void run(int flush) {
    for (;;) {
      if (used == output.size())
        output.resize(2 * output.size());
      const std::size_t room = std::min(output.size() - used, piece_limit);
      stream.next_out = output.data() + used;
      stream.avail_out = static_cast<uInt>(room);
      const int status = deflate(&stream, flush);
      used += room - stream.avail_out;
      // Output left over means that zlib has nothing more to say.
      if (status == Z_STREAM_END || stream.avail_out != 0)
        return;
    }
  }

  z_stream stream = {};
  Bytes output;
  std::size_t used = 0;
};

RunDeflater::RunDeflater() : state_(std::make_unique<State>()) {}
RunDeflater::~RunDeflater() = default;
RunDeflater::RunDeflater(RunDeflater&&) noexcept = default;
RunDeflater& RunDeflater::operator=(RunDeflater&&) noexcept = default;

ByteView RunDeflater::compress(ByteView bytes) {
  State& state = *state_;
  // Deflate with a 32 KiB window; the second byte makes the pair a multiple of 31 (RFC 1950, 2.2).
  state.output[0] = 0x78;
  state.output[1] = 0x01;
  state.used = 2;
  const std::uint32_t adler =
      libdeflate_adler32(libdeflate_adler32(0, nullptr, 0), bytes.data(), bytes.size());
  while (!bytes.empty()) {
    const ByteView piece = bytes.first(std::min(bytes.size(), piece_limit));
    // zlib reads only, but its interface says otherwise unless ZLIB_CONST is defined.
    state.stream.next_in = const_cast<Bytef*>(piece.data());
    state.stream.avail_in = static_cast<uInt>(piece.size());
    state.run(Z_NO_FLUSH);
    bytes = bytes.subspan(piece.size());
  }
  state.run(Z_FINISH);
  deflateReset(&state.stream);

  state.output.resize(std::max(state.output.size(), state.used + 4));
  for (int shift = 24; shift >= 0; shift -= 8)
    state.output[state.used++] = static_cast<std::uint8_t>(adler >> shift);
  return ByteView(state.output).first(state.used);
}

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
