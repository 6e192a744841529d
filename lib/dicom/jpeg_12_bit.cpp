#include <array>
#include <utility>
#include <vector>

#include <dcmtk/config/osconfig.h>

#include <dcmtk/dcmjpeg/djcparam.h>
#include <dcmtk/dcmjpeg/djdijg12.h>

#include "dicom/jpeg_picture.hpp"

namespace noctis {

namespace {

/// DCMTK's would write warnings to its log; this one counts them.
class CountingDecoder final : public DJDecompressIJG12Bit {
 public:
  explicit CountingDecoder(const DJCodecParameter& parameters)
      : DJDecompressIJG12Bit(parameters, OFFalse) {}

  void emitMessage(int level) const override {
    if (level < 0)
      ++warnings_;
  }
  [[nodiscard]] unsigned warnings() const { return warnings_; }

 private:
  mutable unsigned warnings_ = 0;
};

// No 12-bit sample has it.
constexpr std::uint16_t not_written = 0xffff;

std::uint32_t count_written_rows(const std::vector<std::uint16_t>& samples,
                                 const JpegHeader& header) {
  const std::size_t per_row = std::size_t{header.columns} * header.component_count;
  std::uint32_t rows = 0;
  while (rows < header.rows && samples[rows * per_row] != not_written)
    ++rows;
  return rows;
}

}  // namespace

Result<JpegPicture> decode_jpeg_12_bit(ByteView codestream, const JpegHeader& header) {
  std::vector<std::uint16_t> samples(
      std::size_t{header.rows} * header.columns * header.component_count, not_written);
  const DJCodecParameter parameters(ECC_lossyYCbCr, EDC_never, EUC_never, EPC_default);
  CountingDecoder decoder(parameters);
  const auto feed = [&decoder, &samples](ByteView bytes) {
    return decoder.decode(const_cast<Uint8*>(bytes.data()),  // libijg12 does not write there
                          static_cast<Uint32>(bytes.size()),
                          reinterpret_cast<Uint8*>(samples.data()),
                          static_cast<Uint32>(samples.size() * sizeof(std::uint16_t)), OFFalse);
  };
  const bool is_sequential = header.start_of_frame <= 0xc1;
  const unsigned harmless_warnings = is_sequential ? header.not_sequential_count : 0;

  OFCondition condition = decoder.init();
  if (condition.good())
    condition = feed(codestream);
  std::uint32_t rows = header.rows;
  if (condition == EJ_Suspension && decoder.warnings() <= harmless_warnings) {
    // It waits for more: the codestream ends early, or only lacks EOI.  Given one, it warns in the
    // first case, and has made up the rest.
    rows = count_written_rows(samples, header);
    constexpr std::array<std::uint8_t, 2> eoi = {0xff, 0xd9};
    condition = feed(eoi);
    if (condition.good() && decoder.warnings() <= harmless_warnings)
      rows = header.rows;
    else if (condition.good() || condition == EJ_Suspension)
      return JpegPicture{std::move(samples), rows};
  }
  if (condition.bad())
    return failure(ErrorKind::malformed, "the JPEG codestream: {}", condition.text());
  if (decoder.warnings() > harmless_warnings)
    return failure(ErrorKind::malformed, "the JPEG codestream is damaged");
  return JpegPicture{std::move(samples), rows};
}

}  // namespace noctis
