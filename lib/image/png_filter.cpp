#include "image/png_filter.hpp"

#include <algorithm>
#include <utility>

#include "image/png_filter_kernel.hpp"

namespace noctis {

namespace {

using png_filter::Kernel;
using png_filter::Neighbours;
using png_filter::RowSums;

enum FilterType : std::uint8_t { none = 0, sub = 1, up = 2, average = 3, paeth = 4 };

FilterType best_of(const RowSums& sums) noexcept {
  FilterType best = none;
  std::uint64_t least = sums.none;
  for (const auto& [type, sum] :
       {std::pair{sub, sums.sub}, {up, sums.up}, {average, sums.average}, {paeth, sums.paeth}})
    if (sum < least) {
      best = type;
      least = sum;
    }
  return best;
}

}  // namespace

const Kernel& png_filter::kernel_of(VectorPath path) noexcept {
  static constexpr Kernel scalar_kernel = KernelOf<OneByte>::kernel;
#if defined(__x86_64__)
  if (path >= VectorPath::avx512)
    return avx512_kernel;
  if (path >= VectorPath::avx2)
    return avx2_kernel;
  if (path == VectorPath::sse2)
    return sse2_kernel;
#endif
  return scalar_kernel;
}

PngRowFilter::PngRowFilter(VectorPath path) : kernel_(&png_filter::kernel_of(path)) {}

void PngRowFilter::start(std::size_t row_bytes, std::size_t pixel_bytes) {
  row_bytes_ = row_bytes;
  pixel_bytes_ = pixel_bytes;
  current_.assign(pixel_bytes + row_bytes, 0);
  previous_.assign(pixel_bytes + row_bytes, 0);
}

void PngRowFilter::write_filtered(std::uint8_t* out) {
  const Neighbours row{current_.data() + pixel_bytes_, current_.data(),
                       previous_.data() + pixel_bytes_, previous_.data(), row_bytes_};
  const FilterType best = best_of(kernel_->sums(row));
  *out++ = best;
  switch (best) {
    case none:
      std::copy_n(row.here, row.count, out);
      break;
    case sub:
      kernel_->subtract(row.here, row.left, row.count, out);
      break;
    case up:
      kernel_->subtract(row.here, row.up, row.count, out);
      break;
    case average:
      kernel_->subtract_average(row, out);
      break;
    case paeth:
      kernel_->subtract_paeth(row, out);
      break;
  }
  current_.swap(previous_);
}

}  // namespace noctis
