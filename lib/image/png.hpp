// PNG (ISO/IEC 15948): out by an encoder of our own, in by libpng.

#pragma once

#include <cstdint>
#include <memory>
#include <variant>

#include "base/bytes.hpp"
#include "base/result.hpp"
#include "base/vector_path.hpp"
#include "image/image.hpp"

namespace noctis {

/// Of a picture that is written or read; PNG's own is 2^31 - 1.
inline constexpr std::uint32_t png_side_limit = std::uint32_t{1} << 20;

enum class Compression : std::uint8_t {
  fast,
  normal,
  small,
  reference,  ///< by libpng's own filters and deflate, to compare with
};

/// What travels with a picture besides its samples.
struct PngMetadata {
  /// iCCP, of colour images; where it is empty or bad, they say that they are sRGB.
  ByteView icc_profile = {};
};

/// Makes the same bytes for the same picture and compression, on every path and thread.  Buffers
/// are kept between calls: one encoder a thread.
class PngEncoder {
 public:
  /// Precondition: this processor can take the path.
  explicit PngEncoder(Compression compression = Compression::normal,
                      VectorPath path = fastest_vector_path());
  ~PngEncoder();
  PngEncoder(PngEncoder&&) noexcept;
  PngEncoder& operator=(PngEncoder&&) noexcept;

  /// Precondition: width and height are 1..png_side_limit, and the image is whole.
  [[nodiscard]] Result<Bytes> encode(const ImageView8& image, const PngMetadata& metadata = {});
  [[nodiscard]] Result<Bytes> encode(const ImageView16& image, const PngMetadata& metadata = {});

 private:
  struct State;
  std::unique_ptr<State> state_;
};

/// The ICC profile that travels in a PNG (iCCP); empty where there is none, or none that can be
/// read.
[[nodiscard]] Bytes icc_profile_of(ByteView png);

/// Whether these bytes are an ICC profile for RGB that a PNG may carry; a pad byte may end it.
[[nodiscard]] bool is_rgb_profile(ByteView profile) noexcept;

/// Decodes grey and RGB pictures of 8 or 16 bits.  Fails with ErrorKind::malformed, with
/// unsupported for other kinds of PNG, with too_large beyond `pixel_limit` pixels.
[[nodiscard]] Result<std::variant<Image8, Image16>> decode_png(
    ByteView png, std::uint64_t pixel_limit = std::uint64_t{1} << 32);

}  // namespace noctis
