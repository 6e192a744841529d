// The decoder families, one file each: decode_<family>.cpp.  All are DecodeFrame, BeginsCodestream
// and LoadDecoder functions, see decoder.hpp.

#pragma once

#include "base/bytes.hpp"
#include "base/result.hpp"
#include "dicom/image_pixel.hpp"
#include "frame/frame.hpp"

namespace noctis {

// RLE Lossless (PS3.5 Annex G).
Result<Frame> decode_rle(ByteView codestream, const ImagePixel& attributes);
bool begins_rle(ByteView first_bytes);

// Deflated Image Frame Compression: RFC 1951 around one native frame.
Result<Frame> decode_deflated(ByteView codestream, const ImagePixel& attributes);

// Encapsulated Uncompressed: one native frame.
Result<Frame> decode_uncompressed(ByteView codestream, const ImagePixel& attributes);

// JPEG (ISO/IEC 10918-1), all processes but the hierarchical ones.
Result<Frame> decode_jpeg(ByteView codestream, const ImagePixel& attributes);
bool begins_jpeg(ByteView first_bytes);  // JPEG-LS begins alike

// JPEG-LS (ISO/IEC 14495-1).
Result<Frame> decode_jpeg_ls(ByteView codestream, const ImagePixel& attributes);
Result<> load_jpeg_ls();

// JPEG 2000 and High-Throughput JPEG 2000 (ISO/IEC 15444-1, -15), with or without JP2 boxes.
Result<Frame> decode_jpeg_2000(ByteView codestream, const ImagePixel& attributes);
bool begins_jpeg_2000(ByteView first_bytes);

// JPEG XL (ISO/IEC 18181), with or without its container.
Result<Frame> decode_jpeg_xl(ByteView codestream, const ImagePixel& attributes);
bool begins_jpeg_xl(ByteView first_bytes);
Result<> load_jpeg_xl();

}  // namespace noctis
