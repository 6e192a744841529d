#include "phantom/phantom.hpp"

#include <string>
#include <utility>

#include <dcmtk/config/osconfig.h>
#include <dcmtk/dcmdata/dcdict.h>

#include "phantom/dataset.hpp"
#include "phantom/encoding.hpp"
#include "phantom/identity.hpp"
#include "phantom/native.hpp"
#include "phantom/part10.hpp"
#include "phantom/pixels.hpp"
#include "phantom/plan.hpp"

namespace noctis {

namespace {

using namespace phantom;

struct EncodedPixels {
  Bytes element;
  Compression compression;
};

NativeLayout layout_of(const Plan& plan) noexcept {
  if (plan.shape.bits_allocated == 1)
    return NativeLayout::bits;
  if (plan.shape.photometric_interpretation == "YBR_FULL_422")
    return NativeLayout::pairs_422;
  return plan.spec.planar ? NativeLayout::by_plane : NativeLayout::by_pixel;
}

EncodedPixels native_pixels(const Plan& plan, const Encoding& encoding, std::uint32_t instance) {
  NativeWriter writer(layout_of(plan));
  for (std::uint32_t frame = 0; frame < plan.spec.frames; ++frame)
    writer.add(sample(plan, instance, frame));
  EncodedPixels pixels;
  pixels.element = native_element(std::move(writer).finish(), plan.shape, encoding.form);
  pixels.compression.photometric_interpretation = plan.shape.photometric_interpretation;
  return pixels;
}

Result<EncodedPixels> encapsulated_pixels(const Plan& plan, const Encoding& encoding,
                                          std::uint32_t instance) {
  const PixelShape& shape = plan.shape;
  std::vector<Bytes> frames;
  std::uint64_t compressed = 0;
  for (std::uint32_t frame = 0; frame < plan.spec.frames; ++frame) {
    auto codestream =
        encoding.encode(sample(plan, instance, frame), shape.photometric_interpretation);
    if (!codestream)
      return failure(codestream);
    if (codestream->size() % 2 != 0)
      codestream->push_back(0);
    compressed += codestream->size();
    frames.push_back(std::move(*codestream));
  }
  EncodedPixels pixels;
  pixels.element = encapsulated_element(frames, plan.spec);
  Compression& compression = pixels.compression;
  compression.photometric_interpretation = shape.photometric_interpretation == "RGB"
                                               ? encoding.photometric_of_rgb
                                               : shape.photometric_interpretation;
  compression.lossy = !encoding.syntax.lossless;
  compression.method = encoding.lossy_method;
  const std::uint64_t raw = std::uint64_t{shape.rows} * shape.columns * shape.samples_per_pixel *
                            shape.bits_allocated * plan.spec.frames / 8;
  compression.ratio_hundredths = static_cast<std::int64_t>(raw * 100 / compressed);
  return pixels;
}

Result<EncodedPixels> pixels_of(const Plan& plan, std::uint32_t instance) {
  const Encoding& encoding = encoding_of(plan.spec.transfer_syntax_uid);
  if (encoding.encode == nullptr)
    return native_pixels(plan, encoding, instance);
  if (plan.spec.planar)
    return failure(ErrorKind::unsupported, "colour by plane where the pixels are encapsulated");
  return encapsulated_pixels(plan, encoding, instance);
}

Result<Plan> plan_of(const PhantomSpec& spec, std::uint32_t instance) {
  auto plan = make_plan(spec);
  if (plan && instance >= plan->spec.instances)
    return failure(ErrorKind::usage, "instance {} of {}", instance, plan->spec.instances);
  return plan;
}

}  // namespace

Result<PhantomSamples> phantom_samples(const PhantomSpec& spec, std::uint32_t instance,
                                       std::uint32_t frame) {
  const auto plan = plan_of(spec, instance);
  if (!plan)
    return failure(plan);
  if (frame >= plan->spec.frames)
    return failure(ErrorKind::usage, "frame {} of {}", frame, plan->spec.frames);
  return sample(*plan, instance, frame);
}

Result<Bytes> phantom_file(const PhantomSpec& spec, std::uint32_t instance) {
  const auto plan = plan_of(spec, instance);
  if (!plan)
    return failure(plan);
  if (!dcmDataDict.isDictionaryLoaded())
    return failure(ErrorKind::io, "DCMTK finds no data dictionary");
  const auto pixels = pixels_of(*plan, instance);
  if (!pixels)
    return failure(pixels);
  DcmDataset dataset;
  if (const auto filled = fill_dataset(dataset, *plan, instance, pixels->compression); !filled)
    return failure(filled);
  return part10_file(dataset, pixels->element, encoding_of(plan->spec.transfer_syntax_uid));
}

}  // namespace noctis
