// Bytes and the numbers in them.

#pragma once

#include <array>
#include <bit>
#include <cstddef>
#include <cstdint>
#include <cstring>
#include <span>
#include <string_view>
#include <type_traits>
#include <vector>

namespace noctis {

using Bytes = std::vector<std::uint8_t>;
using ByteView = std::span<const std::uint8_t>;

static_assert(std::endian::native == std::endian::little, "noctis is built for little endian");

/// The unsigned number in the first sizeof(T) bytes of `bytes`.
/// Precondition: there are that many.
template <class T>
[[nodiscard]] T load_little_endian(ByteView bytes) noexcept {
  T value;
  std::memcpy(&value, bytes.data(), sizeof value);
  return value;
}

template <class T>
[[nodiscard]] T load_big_endian(ByteView bytes) noexcept {
  T value = 0;
  for (std::size_t i = 0; i < sizeof value; ++i)
    value = static_cast<T>((static_cast<std::uint64_t>(value) << 8) | bytes[i]);
  return value;
}

/// The bytes of an unsigned number, the most significant first.
template <class T>
[[nodiscard]] constexpr std::array<std::uint8_t, sizeof(T)> big_endian_bytes(T number) noexcept {
  std::array<std::uint8_t, sizeof(T)> bytes;
  for (std::size_t i = 0; i < bytes.size(); ++i)
    bytes[i] = static_cast<std::uint8_t>(number >> (8 * (bytes.size() - 1 - i)));
  return bytes;
}

[[nodiscard]] inline ByteView as_bytes(std::string_view text) noexcept {
  return {reinterpret_cast<const std::uint8_t*>(text.data()), text.size()};
}

template <class T>
requires(!std::is_same_v<T, bool> && std::is_arithmetic_v<T>) [[nodiscard]] ByteView
    as_bytes(const std::vector<T>& values) noexcept {
  return {reinterpret_cast<const std::uint8_t*>(values.data()), values.size() * sizeof(T)};
}

[[nodiscard]] inline std::string_view as_text(ByteView bytes) noexcept {
  return {reinterpret_cast<const char*>(bytes.data()), bytes.size()};
}

}  // namespace noctis
