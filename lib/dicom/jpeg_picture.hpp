// What the JPEG decoders hand back, each for its part of the processes.

#pragma once

#include <cstdint>

#include "base/bytes.hpp"
#include "base/result.hpp"
#include "dicom/jpeg_header.hpp"
#include "frame/frame.hpp"

namespace noctis {

/// Samples of the codestream's own components, upsampled, interleaved by pixel, in no other colour
/// model than it has.
struct JpegPicture {
  Samples samples;
  std::uint32_t rows_decoded = 0;  ///< fewer than there are where the codestream ends before
};

// Precondition of all three: `header` is of this codestream and has passed check_shape().

/// Processes of 8 bits with a DCT, Huffman or arithmetic: by libjpeg.
Result<JpegPicture> decode_jpeg_8_bit(ByteView codestream, const JpegHeader& header);

/// Processes of 12 bits with a DCT, Huffman: by DCMTK's libijg12.
Result<JpegPicture> decode_jpeg_12_bit(ByteView codestream, const JpegHeader& header);

/// Lossless Huffman processes of 2 to 16 bits (ISO/IEC 10918-1 Annex H): by hand.
Result<JpegPicture> decode_jpeg_lossless(ByteView codestream, const JpegHeader& header);

}  // namespace noctis
