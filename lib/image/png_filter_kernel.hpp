// The loops of the row filters, over vectors of bytes of any width.  Only png_filter.cpp, the files
// for one kind of processor and tests include this: the second hold nothing else, because what is
// compiled for processors that not everybody has must not be shared with the rest of the program.
//
// All arithmetic is on unsigned bytes.  With pa = |b - c| and pb = |a - c|, the third distance of
// the Paeth predictor, |a + b - 2c| = |(b - c) + (a - c)|, is pa + pb where b and a lie on the same
// side of c, and is then no less than either, so that it may saturate; else it is |pa - pb|.

#pragma once

#include <cstddef>
#include <cstdint>

#include "base/vector_path.hpp"

namespace noctis::png_filter {

/// The bytes of one row and their neighbours.  `left` and `up_left` are one pixel before the
/// others.
struct Neighbours {
  const std::uint8_t* here;
  const std::uint8_t* left;
  const std::uint8_t* up;
  const std::uint8_t* up_left;
  std::size_t count;
};

/// Of a row under each filter: bytes count as signed differences (ISO/IEC 15948, 12.8).
struct RowSums {
  std::uint64_t none = 0;
  std::uint64_t sub = 0;
  std::uint64_t up = 0;
  std::uint64_t average = 0;
  std::uint64_t paeth = 0;
};

/// What a processor of some kind does: the sums, and the rows of sub and up, of average and of
/// Paeth.
struct Kernel {
  RowSums (*sums)(const Neighbours& row) noexcept;
  void (*subtract)(const std::uint8_t* here, const std::uint8_t* predicted, std::size_t count,
                   std::uint8_t* out) noexcept;
  void (*subtract_average)(const Neighbours& row, std::uint8_t* out) noexcept;
  void (*subtract_paeth)(const Neighbours& row, std::uint8_t* out) noexcept;
};

/// Precondition: this processor can take the path.
[[nodiscard]] const Kernel& kernel_of(VectorPath path) noexcept;

#if defined(__x86_64__)
extern const Kernel sse2_kernel;
extern const Kernel avx2_kernel;
extern const Kernel avx512_kernel;
#endif

// Each file has these for itself: what one was compiled to is never called by another.
namespace {

// V is a vector: V::size bytes; load, store, sub, max, min, average (rounded down), add_saturated,
// equal (0 or 255), choose(mask, a, b), and a Sum to which magnitudes of signed bytes are added.

template <class V>
inline typename V::Bytes distance(typename V::Bytes a, typename V::Bytes b) noexcept {
  return V::sub(V::max(a, b), V::min(a, b));
}

// 255 where a <= b.
template <class V>
inline typename V::Bytes not_above(typename V::Bytes a, typename V::Bytes b) noexcept {
  return V::equal(V::min(a, b), a);
}

// ISO/IEC 15948, 9.4.
template <class V>
inline typename V::Bytes paeth(typename V::Bytes a, typename V::Bytes b,
                               typename V::Bytes c) noexcept {
  const auto pa = distance<V>(b, c);
  const auto pb = distance<V>(a, c);
  const auto same_side = V::equal(not_above<V>(c, a), not_above<V>(c, b));
  const auto pc = V::choose(same_side, V::add_saturated(pa, pb), distance<V>(pa, pb));
  const auto b_or_c = V::choose(not_above<V>(pb, pc), b, c);
  return V::choose(not_above<V>(pa, V::min(pb, pc)), a, b_or_c);
}

template <class V>
inline std::size_t add_sums(const Neighbours& row, std::size_t from, RowSums& sums) noexcept {
  typename V::Sum none = {}, sub = {}, up = {}, average = {}, by_paeth = {};
  std::size_t i = from;
  for (; i + V::size <= row.count; i += V::size) {
    const auto x = V::load(row.here + i);
    const auto a = V::load(row.left + i);
    const auto b = V::load(row.up + i);
    const auto c = V::load(row.up_left + i);
    V::add_magnitudes(none, x);
    V::add_magnitudes(sub, V::sub(x, a));
    V::add_magnitudes(up, V::sub(x, b));
    V::add_magnitudes(average, V::sub(x, V::average(a, b)));
    V::add_magnitudes(by_paeth, V::sub(x, paeth<V>(a, b, c)));
  }
  sums.none += V::total(none);
  sums.sub += V::total(sub);
  sums.up += V::total(up);
  sums.average += V::total(average);
  sums.paeth += V::total(by_paeth);
  return i;
}

template <class V>
inline std::size_t subtract(const std::uint8_t* here, const std::uint8_t* predicted,
                            std::size_t from, std::size_t count, std::uint8_t* out) noexcept {
  std::size_t i = from;
  for (; i + V::size <= count; i += V::size)
    V::store(out + i, V::sub(V::load(here + i), V::load(predicted + i)));
  return i;
}

// What the bytes to the left (a), above (b) and left of these (c) foretell.
struct Average {
  template <class V>
  static typename V::Bytes of(typename V::Bytes a, typename V::Bytes b,
                              typename V::Bytes /*c*/) noexcept {
    return V::average(a, b);
  }
};
struct Paeth {
  template <class V>
  static typename V::Bytes of(typename V::Bytes a, typename V::Bytes b,
                              typename V::Bytes c) noexcept {
    return paeth<V>(a, b, c);
  }
};

template <class V, class Predictor>
inline std::size_t subtract_predicted(const Neighbours& row, std::size_t from,
                                      std::uint8_t* out) noexcept {
  std::size_t i = from;
  for (; i + V::size <= row.count; i += V::size)
    V::store(out + i, V::sub(V::load(row.here + i),
                             Predictor::template of<V>(V::load(row.left + i), V::load(row.up + i),
                                                       V::load(row.up_left + i))));
  return i;
}

// A vector of one byte: for what is left at a row's end, and where there are no vectors.
struct OneByte {
  using Bytes = std::uint8_t;
  using Sum = std::uint64_t;
  static constexpr std::size_t size = 1;

  static Bytes load(const std::uint8_t* from) noexcept { return *from; }
  static void store(std::uint8_t* to, Bytes byte) noexcept { *to = byte; }
  static Bytes sub(Bytes a, Bytes b) noexcept { return static_cast<Bytes>(a - b); }
  static Bytes max(Bytes a, Bytes b) noexcept { return a > b ? a : b; }
  static Bytes min(Bytes a, Bytes b) noexcept { return a < b ? a : b; }
  static Bytes average(Bytes a, Bytes b) noexcept { return static_cast<Bytes>((a + b) / 2); }
  static Bytes add_saturated(Bytes a, Bytes b) noexcept {
    return static_cast<Bytes>(a + b > 255 ? 255 : a + b);
  }
  static Bytes equal(Bytes a, Bytes b) noexcept { return a == b ? 255 : 0; }
  static Bytes choose(Bytes mask, Bytes a, Bytes b) noexcept { return mask != 0 ? a : b; }
  static void add_magnitudes(Sum& sum, Bytes byte) noexcept {
    sum += byte < 128 ? byte : 256U - byte;
  }
  static std::uint64_t total(Sum sum) noexcept { return sum; }
};

// V for as long as there are whole vectors, then a byte at a time.
template <class V>
struct KernelOf {
  static RowSums sums(const Neighbours& row) noexcept {
    RowSums sums;
    add_sums<OneByte>(row, add_sums<V>(row, 0, sums), sums);
    return sums;
  }
  static void subtract_all(const std::uint8_t* here, const std::uint8_t* predicted,
                           std::size_t count, std::uint8_t* out) noexcept {
    subtract<OneByte>(here, predicted, subtract<V>(here, predicted, 0, count, out), count, out);
  }
  template <class Predictor>
  static void subtract_all_predicted(const Neighbours& row, std::uint8_t* out) noexcept {
    subtract_predicted<OneByte, Predictor>(row, subtract_predicted<V, Predictor>(row, 0, out), out);
  }
  static constexpr Kernel kernel = {sums, subtract_all, subtract_all_predicted<Average>,
                                    subtract_all_predicted<Paeth>};
};

}  // namespace

}  // namespace noctis::png_filter
