// Whole files of a few pixels.

#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include <dcmtk/dcmdata/dcuid.h>

#include "base/bytes.hpp"
#include "conformance/tiny_dataset.hpp"

namespace noctis::conformance {

/// The Image Pixel Module in its own words.
struct TinyPixels {
  unsigned bits_stored = 8;
  unsigned bits_allocated = 8;  ///< 1, 8, 16 or 32
  unsigned high_bit = 7;
  bool is_signed = false;
  unsigned samples_per_pixel = 1;
  std::string_view photometric_interpretation = "MONOCHROME2";
  unsigned planar_configuration = 0;
};

/// An MR image of one row unless it is told otherwise, Explicit VR Little Endian.
class TinyFile {
 public:
  /// Cells as they lie in the file, whatever their bits.
  TinyFile(const TinyPixels& pixels, const std::vector<std::int64_t>& cells);
  /// A parametric map of Float ("OF") or Double Float ("OD") Pixel Data.
  TinyFile(std::string_view vr, const std::vector<double>& values);

  TinyFile& with(const TinyDataset& attributes);
  TinyFile& of(std::string_view sop_class_uid, std::string_view modality);
  TinyFile& matrix(unsigned rows, unsigned columns);
  TinyFile& frames(unsigned number);
  TinyFile& inverse() { return with(text(DCM_PhotometricInterpretation, "CS", "MONOCHROME1")); }
  TinyFile& in(Form form);

  /// Encapsulated instead of native pixels; the offsets are those of the Basic Offset Table.
  TinyFile& encapsulate(std::string_view transfer_syntax_uid, std::vector<Bytes> fragments,
                        std::vector<std::uint32_t> offsets = {});
  /// Native pixels of so many bytes.
  TinyFile& cut(std::size_t bytes);

  [[nodiscard]] Bytes bytes() const;

 private:
  void describe(const TinyPixels& pixels, std::size_t columns);

  TinyDataset dataset_;
  Form form_ = Form::explicit_little;
  DcmTagKey pixel_tag_ = DCM_PixelData;
  std::string pixel_vr_ = "OW";
  std::size_t pixel_word_bytes_ = 2;
  Bytes pixels_;
  std::string transfer_syntax_uid_;  // of encapsulated pixels
  std::vector<Bytes> fragments_;
  std::vector<std::uint32_t> offsets_;
};

/// Unsigned values in 1, 8, 16 or 32 bits allocated, High Bit the last one stored.
[[nodiscard]] TinyFile grey(unsigned bits_stored, const std::vector<std::int64_t>& values);
/// Two's complement.
[[nodiscard]] TinyFile signed_grey(unsigned bits_stored, const std::vector<std::int64_t>& values);
/// Red, green, blue by pixel, 8 bits; or another colour model of three samples.
[[nodiscard]] TinyFile color(const std::vector<std::int64_t>& samples,
                             std::string_view photometric_interpretation = "RGB");
/// Values of 8 bits for a palette.
[[nodiscard]] TinyFile indexed(const std::vector<std::int64_t>& values);
/// A file of no pixels.
[[nodiscard]] Bytes file_without_pixels(std::string_view sop_class_uid, std::string_view modality);

/// One RLE codestream of 8-bit samples (PS3.5 Annex G), a segment for each list, all literal.
[[nodiscard]] Bytes rle(const std::vector<Bytes>& segments);

}  // namespace noctis::conformance
