#include "base/base64.hpp"

#include <algorithm>
#include <array>
#include <cstddef>

#include <openssl/evp.h>

#if defined(__x86_64__)
#include <immintrin.h>
#endif

namespace noctis {

namespace {

// A multiple of 3, so that only the last piece is padded, and within an int.
constexpr std::size_t piece = 3U << 20;

constexpr std::string_view alphabet =
    "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";

// Writes 4 * ceil(n / 3) characters, and a NUL after them.
void encode_scalar(ByteView bytes, char* to) {
  for (std::size_t begin = 0; begin < bytes.size(); begin += piece)
    to += EVP_EncodeBlock(reinterpret_cast<unsigned char*>(to), bytes.data() + begin,
                          static_cast<int>(std::min(piece, bytes.size() - begin)));
}

#if defined(__x86_64__)

// Twelve bytes at the start of each half become sixteen 6-bit numbers, a byte each.
[[gnu::target("avx2")]] inline __m256i sextets_of(__m256i bytes) noexcept {
  // Of the three bytes abc, two 16-bit words that each hold two sextets next to each other: ba, cb.
  const __m256i spread = _mm256_shuffle_epi8(
      bytes, _mm256_setr_epi8(1, 0, 2, 1, 4, 3, 5, 4, 7, 6, 8, 7, 10, 9, 11, 10,  //
                              1, 0, 2, 1, 4, 3, 5, 4, 7, 6, 8, 7, 10, 9, 11, 10));
  // Shifts by an amount a word, as multiplications: the first and third sextet down by 10 and 6,
  // the second and fourth up by 4 and 8.
  const __m256i down = _mm256_mulhi_epu16(_mm256_and_si256(spread, _mm256_set1_epi32(0x0fc0fc00)),
                                          _mm256_set1_epi32(0x04000040));
  const __m256i up = _mm256_mullo_epi16(_mm256_and_si256(spread, _mm256_set1_epi32(0x003f03f0)),
                                        _mm256_set1_epi32(0x01000010));
  return _mm256_or_si256(down, up);
}

// What is added to a sextet to make its letter depends on its range alone: A-Z, a-z, each digit's
// own place in the table, '+', '/'.
[[gnu::target("avx2")]] inline __m256i letters_of(__m256i sextets) noexcept {
  const __m256i added =
      _mm256_setr_epi8('a' - 26, '0' - 52, '0' - 52, '0' - 52, '0' - 52, '0' - 52, '0' - 52,
                       '0' - 52, '0' - 52, '0' - 52, '0' - 52, '+' - 62, '/' - 63, 'A', 0, 0,  //
                       'a' - 26, '0' - 52, '0' - 52, '0' - 52, '0' - 52, '0' - 52, '0' - 52,
                       '0' - 52, '0' - 52, '0' - 52, '0' - 52, '+' - 62, '/' - 63, 'A', 0, 0);
  const __m256i beyond_z = _mm256_subs_epu8(sextets, _mm256_set1_epi8(51));
  const __m256i is_capital = _mm256_cmpgt_epi8(_mm256_set1_epi8(26), sextets);
  const __m256i range =
      _mm256_or_si256(beyond_z, _mm256_and_si256(is_capital, _mm256_set1_epi8(13)));
  return _mm256_add_epi8(sextets, _mm256_shuffle_epi8(added, range));
}

[[gnu::target("avx2")]] void encode_avx2(ByteView bytes, char* to) {
  const std::uint8_t* from = bytes.data();
  std::size_t left = bytes.size();
  // 24 bytes a step, of which the second load reads 4 more.
  for (; left >= 28; left -= 24, from += 24, to += 32) {
    const auto* const first = reinterpret_cast<const __m128i*>(from);
    const auto* const second = reinterpret_cast<const __m128i*>(from + 12);
    const __m256i both = _mm256_inserti128_si256(_mm256_castsi128_si256(_mm_loadu_si128(first)),
                                                 _mm_loadu_si128(second), 1);
    _mm256_storeu_si256(reinterpret_cast<__m256i*>(to), letters_of(sextets_of(both)));
  }
  encode_scalar({from, left}, to);
}

[[gnu::target("avx512f,avx512bw,avx512vbmi")]] void encode_vbmi(ByteView bytes, char* to) {
  // Of the three bytes abc, four again: bacb.  As one little endian number they have the sextets at
  // bits 10, 4, 22 and 16.
  constexpr std::array<std::size_t, 4> order = {1, 0, 2, 1};
  constexpr __mmask64 all = ~__mmask64{0};  // without a mask g++ 12 warns of its own header
  std::array<std::uint8_t, 64> spread;
  for (std::size_t i = 0; i < spread.size(); ++i)
    spread[i] = static_cast<std::uint8_t>(i / 4 * 3 + order[i % 4]);
  const __m512i places = _mm512_loadu_si512(spread.data());
  const __m512i shifts = _mm512_set1_epi64(0x3036'242a'1016'040a);
  const __m512i letters = _mm512_loadu_si512(alphabet.data());
  const std::uint8_t* from = bytes.data();
  std::size_t left = bytes.size();
  // 48 bytes a step, of which the load reads 16 more; of an index the six lowest bits count.
  for (; left >= 64; left -= 48, from += 48, to += 64) {
    const __m512i in_fours = _mm512_maskz_permutexvar_epi8(all, places, _mm512_loadu_si512(from));
    const __m512i sextets = _mm512_maskz_multishift_epi64_epi8(all, shifts, in_fours);
    _mm512_storeu_si512(to, _mm512_maskz_permutexvar_epi8(all, sextets, letters));
  }
  encode_avx2({from, left}, to);
}

#endif

}  // namespace

void write_base64(char* to, ByteView bytes, VectorPath path) {
#if defined(__x86_64__)
  if (path >= VectorPath::vbmi)
    encode_vbmi(bytes, to);
  else if (path >= VectorPath::avx2)
    encode_avx2(bytes, to);
  else
#endif
    encode_scalar(bytes, to);
}

void append_base64(std::string& text, ByteView bytes, VectorPath path) {
  const std::size_t before = text.size();
  const std::size_t length = base64_size(bytes.size());
  text.resize(before + length + 1);
  write_base64(text.data() + before, bytes, path);
  text.resize(before + length);
}

std::string to_base64(std::string_view bytes) {
  std::string text;
  append_base64(text, as_bytes(bytes));
  return text;
}

std::optional<std::string> from_base64(std::string_view text) {
  if (text.size() % 4 != 0)
    return std::nullopt;
  std::size_t padding = 0;
  while (padding < 2 && padding < text.size() && text[text.size() - 1 - padding] == '=')
    ++padding;
  if (text.substr(0, text.size() - padding).find_first_not_of(alphabet) != std::string_view::npos)
    return std::nullopt;
  std::string bytes(text.size() / 4 * 3, '\0');
  if (EVP_DecodeBlock(reinterpret_cast<unsigned char*>(bytes.data()),
                      reinterpret_cast<const unsigned char*>(text.data()),
                      static_cast<int>(text.size())) < 0)
    return std::nullopt;
  bytes.resize(bytes.size() - padding);
  return bytes;
}

}  // namespace noctis
