#include <csetjmp>
#include <cstddef>
#include <cstdio>

#include <jpeglib.h>

#include <jerror.h>

#include "dicom/jpeg_picture.hpp"

namespace noctis {

namespace {

/// libjpeg's idea of an error is a function that does not return: it jumps back into decode().
/// Nothing between the two owns anything.
struct ErrorManager {
  jpeg_error_mgr base;  // first: libjpeg hands back a pointer to it
  jmp_buf on_error;
  char message[JMSG_LENGTH_MAX];
  bool damaged;      // the entropy-coded data are not what the tables allow
  bool ended_early;  // they end before the picture does
  bool has_no_end;   // there is no EOI
};

ErrorManager& manager_of(j_common_ptr info) {
  return *reinterpret_cast<ErrorManager*>(info->err);
}

[[noreturn]] void on_error(j_common_ptr info) {
  ErrorManager& manager = manager_of(info);
  manager.base.format_message(info, manager.message);
  longjmp(manager.on_error, 1);
}

void on_message(j_common_ptr info, int level) {
  if (level >= 0)
    return;
  ErrorManager& manager = manager_of(info);
  switch (manager.base.msg_code) {
    case JWRN_HIT_MARKER:
      manager.ended_early = true;
      break;
    case JWRN_JPEG_EOF:
      // Huffman codes are read ahead: there the end of the bytes is not yet a lack of them.
      manager.has_no_end = true;
      if (reinterpret_cast<j_decompress_ptr>(info)->arith_code)
        manager.ended_early = true;
      break;
    case JWRN_ARITH_BAD_CODE:
    case JWRN_BOGUS_PROGRESSION:
    case JWRN_HUFF_BAD_CODE:
    case JWRN_MUST_RESYNC:
      manager.damaged = true;
      break;
    default:  // nothing that changes the picture
      break;
  }
}

void print_nothing(j_common_ptr /*info*/) {}

/// Whether a progressive picture has all bits of all coefficients: one that ends between two scans
/// has not, and nothing else tells.
bool is_complete(const jpeg_decompress_struct& info) {
  if (!info.progressive_mode || info.coef_bits == nullptr)
    return true;
  for (int component = 0; component < info.num_components; ++component)
    for (const int missing_bits : info.coef_bits[component])
      if (missing_bits != 0)
        return false;
  return true;
}

struct Outcome {
  std::uint32_t rows_decoded = 0;
  bool failed = false;
};

/// `rows_decoded` counts the rows that were out before the data ended.
Outcome decode(ByteView codestream, ErrorManager& errors, jpeg_decompress_struct& info,
               std::uint8_t* samples, std::size_t bytes_per_row) {
  // Written after setjmp and read after longjmp.
  volatile std::uint32_t rows = 0;
  if (setjmp(errors.on_error) != 0)
    return {rows, true};

  jpeg_create_decompress(&info);
  jpeg_mem_src(&info, codestream.data(), codestream.size());
  jpeg_read_header(&info, TRUE);
  // The frame says which colour model it is; libjpeg is only to upsample.
  info.jpeg_color_space = info.num_components == 1 ? JCS_GRAYSCALE : JCS_YCbCr;
  info.out_color_space = info.jpeg_color_space;
  info.dct_method = JDCT_ISLOW;
  jpeg_start_decompress(&info);
  if (errors.has_no_end && !is_complete(info))
    errors.ended_early = true;
  while (info.output_scanline < info.output_height) {
    JSAMPROW row = samples + info.output_scanline * bytes_per_row;
    jpeg_read_scanlines(&info, &row, 1);
    if (!errors.ended_early)
      rows = info.output_scanline;
  }
  return {rows, false};
}

}  // namespace

Result<JpegPicture> decode_jpeg_8_bit(ByteView codestream, const JpegHeader& header) {
  const std::size_t bytes_per_row = std::size_t{header.columns} * header.component_count;
  std::vector<std::uint8_t> samples(bytes_per_row * header.rows);

  ErrorManager errors{};
  jpeg_decompress_struct info{};
  info.err = jpeg_std_error(&errors.base);
  errors.base.error_exit = on_error;
  errors.base.emit_message = on_message;
  errors.base.output_message = print_nothing;
  const Outcome outcome = decode(codestream, errors, info, samples.data(), bytes_per_row);
  jpeg_destroy_decompress(&info);

  if (outcome.failed)
    return failure(ErrorKind::malformed, "the JPEG codestream: {}", errors.message);
  if (errors.damaged)
    return failure(ErrorKind::malformed, "the JPEG codestream is damaged");
  return JpegPicture{std::move(samples), outcome.rows_decoded};
}

}  // namespace noctis
