// One decoder of the table, as tests ask it.

#pragma once

#include <string>
#include <utility>

#include <doctest/doctest.h>

#include "dicom/codestreams.hpp"
#include "dicom/decoder.hpp"

namespace noctis::test {

class DecoderUnderTest {
 public:
  explicit DecoderUnderTest(const char* transfer_syntax_uid)
      : transfer_syntax_uid_(transfer_syntax_uid) {}

  [[nodiscard]] Result<Frame> decode(const Bytes& codestream, const ImagePixel& attributes) const {
    return find_decoder(transfer_syntax_uid_)->decode(codestream, attributes);
  }
  [[nodiscard]] Frame decoded(const Bytes& codestream, const ImagePixel& attributes) const {
    auto frame = decode(codestream, attributes);
    if (!frame)
      FAIL(frame.error().what);
    return std::move(*frame);
  }
  [[nodiscard]] Error refusal(const Bytes& codestream, const ImagePixel& attributes) const {
    const auto frame = decode(codestream, attributes);
    REQUIRE_FALSE(frame.has_value());
    return frame.error();
  }

 private:
  const char* transfer_syntax_uid_;
};

/// The raster's attributes under another Photometric Interpretation.
inline ImagePixel labelled(const Raster& raster, std::string photometric_interpretation) {
  ImagePixel attributes = attributes_of(raster);
  attributes.photometric_interpretation = std::move(photometric_interpretation);
  return attributes;
}

}  // namespace noctis::test
