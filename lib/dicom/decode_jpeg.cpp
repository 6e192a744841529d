#include <algorithm>
#include <utility>

#include "dicom/codestream.hpp"
#include "dicom/decoders.hpp"
#include "dicom/jpeg_header.hpp"
#include "dicom/jpeg_picture.hpp"
#include "dicom/photometric.hpp"

namespace noctis {

namespace {

// A progressive picture has tens of scans; each costs a pass over all of it.
constexpr std::uint32_t max_scans = 256;

bool has_letters_of_rgb(const JpegHeader& header) {
  return header.components[0].id == 'R' && header.components[1].id == 'G' &&
         header.components[2].id == 'B';
}

/// Which of RGB and YBR_FULL three components are, where the codestream says so: only chrominance
/// is ever subsampled, JFIF knows nothing but YCbCr, and Adobe's marker tells.
std::optional<Photometric> color_of(const JpegHeader& header) {
  if (header.is_subsampled())
    return Photometric::ybr_full;
  if (header.adobe_transform)
    return *header.adobe_transform == 0 ? Photometric::rgb : Photometric::ybr_full;
  if (has_letters_of_rgb(header))
    return Photometric::rgb;
  if (header.jfif)
    return Photometric::ybr_full;
  return std::nullopt;
}

/// R16.  Lossless processes transform nothing: there the attribute holds, whatever markers an
/// encoder put beside them.
Result<Photometric> photometric_of(const JpegHeader& header, const ImagePixel& attributes,
                                   std::vector<Remark>& remarks) {
  auto stated = photometric_of(attributes, remarks);
  if (!stated || header.component_count != 3 || header.is_lossless())
    return stated;
  const auto color = color_of(header);
  if (!color || *color == *stated)
    return stated;
  remarks.push_back(
      {"R16", fmt::format("Photometric Interpretation is {}, but the JPEG codestream is {}",
                          attributes.photometric_interpretation,
                          *color == Photometric::rgb ? "RGB" : "YBR_FULL")});
  return *color;
}

Result<JpegPicture> decode(ByteView codestream, const JpegHeader& header) {
  if (header.is_lossless() && !header.is_arithmetic())
    return decode_jpeg_lossless(codestream, header);
  if (!header.is_lossless() && header.precision == 8)
    return decode_jpeg_8_bit(codestream, header);
  if (!header.is_lossless() && header.precision == 12 && !header.is_arithmetic())
    return decode_jpeg_12_bit(codestream, header);
  return failure(ErrorKind::unsupported, "JPEG SOF{} of {} bits", header.start_of_frame & 15,
                 header.precision);
}

/// The rows that are missing at the end become background, with a remark; more than half of them
/// missing is no picture (R32).
Result<> mark_missing_rows(Frame& frame, std::uint32_t rows_decoded) {
  if (rows_decoded == frame.layout.rows)
    return {};
  if (rows_decoded < (frame.layout.rows + 1) / 2)
    return failure(ErrorKind::truncated, "the JPEG codestream ends after {} of {} rows",
                   rows_decoded, frame.layout.rows);
  frame.missing_from = std::size_t{rows_decoded} * frame.layout.columns;
  const std::size_t first = *frame.missing_from * frame.layout.samples_per_pixel;
  std::visit(
      [first](auto& samples) {
        std::fill(samples.begin() + static_cast<std::ptrdiff_t>(first), samples.end(),
                  typename std::decay_t<decltype(samples)>::value_type{0});
      },
      frame.samples);
  frame.remarks.push_back({"R32", fmt::format("the JPEG codestream ends after {} of {} rows",
                                              rows_decoded, frame.layout.rows)});
  return {};
}

}  // namespace

bool begins_jpeg(ByteView first_bytes) {
  return first_bytes.size() >= 3 && first_bytes[0] == 0xff && first_bytes[1] == 0xd8 &&
         first_bytes[2] == 0xff;
}

Result<Frame> decode_jpeg(ByteView codestream, const ImagePixel& attributes) {
  auto header = read_jpeg_header(codestream);
  if (!header)
    return failure(header);
  const CodestreamShape shape{.rows = header->rows,
                              .columns = header->columns,
                              .components = header->component_count,
                              .precision = header->precision,
                              .lossless = header->is_lossless()};
  if (const auto checked = check_shape("JPEG", shape, attributes); !checked)
    return failure(checked);
  if (header->scan_count > max_scans)
    return failure(ErrorKind::too_large, "the JPEG codestream has {} scans", header->scan_count);

  std::vector<Remark> remarks;
  const auto photometric = photometric_of(*header, attributes, remarks);
  if (!photometric)
    return failure(photometric);
  auto picture = decode(codestream, *header);
  if (!picture)
    return failure(picture);
  Frame frame = make_frame(shape, attributes, *photometric, std::move(picture->samples));
  if (const auto marked = mark_missing_rows(frame, picture->rows_decoded); !marked)
    return failure(marked);
  frame.remarks.insert(frame.remarks.begin(), remarks.begin(), remarks.end());
  if (frame.layout.is_color())
    frame.icc_profile = std::move(header->icc_profile);
  return frame;
}

}  // namespace noctis
