#include "tests/bench/support/peer_decoders.hpp"

#include <algorithm>
#include <cstdint>
#include <cstring>
#include <exception>
#include <memory>

#include <dcmtk/config/osconfig.h>

#include <dcmtk/dcmdata/dcdatset.h>
#include <dcmtk/dcmdata/dcdeftag.h>
#include <dcmtk/dcmdata/dcpixel.h>
#include <dcmtk/dcmdata/dcpixseq.h>
#include <dcmtk/dcmdata/dcpxitem.h>
#include <dcmtk/dcmdata/dcrledrg.h>
#include <dcmtk/dcmjpeg/djdecode.h>
#include <dcmtk/dcmjpls/djdecode.h>
#ifdef NOCTIS_BENCH_OPENJPH
#include <openjph/ojph_arch.h>
#include <openjph/ojph_codestream.h>
#include <openjph/ojph_file.h>
#include <openjph/ojph_mem.h>
#include <openjph/ojph_params.h>
#endif

#include "support/openjpeg.hpp"

namespace noctis {

namespace {

DcmPixelData* pixels_of(DcmDataset& dataset) {
  DcmElement* element = nullptr;
  dataset.findAndGetElement(DCM_PixelData, element);
  return dynamic_cast<DcmPixelData*>(element);
}

Bytes by_dcmtk(DcmDataset& dataset) {
  DcmPixelData* pixels = pixels_of(dataset);
  Uint32 size = 0, first_fragment = 0;
  OFString color;
  if (pixels == nullptr || pixels->getUncompressedFrameSize(&dataset, size).bad())
    return {};
  Bytes frame(size + size % 2);
  const OFCondition decoded = pixels->getUncompressedFrame(
      &dataset, 0, first_fragment, frame.data(), static_cast<Uint32>(frame.size()), color);
  return decoded.good() ? frame : Bytes();
}

// All fragments: right for files of one frame.
Bytes codestream_of(DcmDataset& dataset) {
  Bytes codestream;
  DcmPixelSequence* sequence = nullptr;
  DcmPixelData* pixels = pixels_of(dataset);
  if (pixels == nullptr ||
      pixels->getEncapsulatedRepresentation(dataset.getOriginalXfer(), nullptr, sequence).bad())
    return {};
  for (unsigned long i = 1; i < sequence->card(); ++i) {
    DcmPixelItem* item = nullptr;
    Uint8* bytes = nullptr;
    if (sequence->getItem(item, i).good() && item->getUint8Array(bytes).good())
      codestream.insert(codestream.end(), bytes, bytes + item->getLength());
  }
  return codestream;
}

Bytes samples_of(const opj_image_t& image) {
  const std::size_t count = std::size_t{image.comps[0].w} * image.comps[0].h;
  const std::size_t width = image.comps[0].prec > 8 ? 2 : 1;
  Bytes samples(count * image.numcomps * width);
  std::uint8_t* out = samples.data();
  for (std::size_t i = 0; i < count; ++i)
    for (std::size_t c = 0; c < image.numcomps; ++c, out += width) {
      const auto word = static_cast<std::uint16_t>(image.comps[c].data[i]);
      std::memcpy(out, &word, width);
    }
  return samples;
}

Bytes by_openjpeg(DcmDataset& dataset) {
  const auto image = test::decode_by_openjpeg(codestream_of(dataset), false);
  return image ? samples_of(*image) : Bytes();
}

#ifdef NOCTIS_BENCH_OPENJPH
Bytes by_openjph(DcmDataset& dataset) try {
  const Bytes bytes = codestream_of(dataset);
  ojph::mem_infile file;
  file.open(bytes.data(), bytes.size());
  ojph::codestream codestream;
  codestream.read_headers(&file);
  codestream.set_planar(false);
  codestream.create();
  const ojph::param_siz size = codestream.access_siz();
  const ojph::ui32 width = size.get_image_extent().x, height = size.get_image_extent().y;
  const std::size_t components = size.get_num_components();
  const ojph::ui32 depth = size.get_bit_depth(0);
  const std::size_t sample = depth > 8 ? 2 : 1;
  const int least = size.is_signed(0) ? -(1 << (depth - 1)) : 0;
  const int greatest = least + (1 << depth) - 1;
  Bytes samples(std::size_t{width} * height * components * sample);
  for (std::size_t line = 0; line < height * components; ++line) {
    ojph::ui32 component = 0;
    const ojph::line_buf* values = codestream.pull(component);
    std::uint8_t* out =
        samples.data() + (line / components * width * components + component) * sample;
    for (ojph::ui32 x = 0; x < width; ++x, out += components * sample) {
      // Where a lossy codestream goes beyond its precision.
      const auto word =
          static_cast<std::uint16_t>(std::clamp(static_cast<int>(values->i32[x]), least, greatest));
      std::memcpy(out, &word, sample);
    }
  }
  codestream.close();
  return samples;
} catch (const std::exception&) {
  return {};
}
#endif

}  // namespace

PeerDecoder peer_decoder(std::string_view uid) {
  const std::string_view base = "1.2.840.10008.1.2.";
  if (!uid.starts_with(base))
    return {};
  uid.remove_prefix(base.size());
  if (uid == "5" || uid == "4.50" || uid == "4.51" || uid == "4.57" || uid == "4.70" ||
      uid == "4.80" || uid == "4.81")
    return {"DCMTK", by_dcmtk};
#ifdef NOCTIS_BENCH_OPENJPH
  if (uid == "4.201" || uid == "4.202" || uid == "4.203")
    return {"OpenJPH", by_openjph};
#endif
  if (uid == "4.90" || uid == "4.91" || uid == "4.201" || uid == "4.202" || uid == "4.203")
    return {"OpenJPEG", by_openjpeg};
  return {};
}

void register_peer_decoders() {
  // Chrominance stays what it is, as ours leaves it.
  DJDecoderRegistration::registerCodecs(EDC_never);
  DJLSDecoderRegistration::registerCodecs();
  DcmRLEDecoderRegistration::registerCodecs();
}

}  // namespace noctis
