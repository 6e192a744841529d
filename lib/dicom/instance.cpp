#include "dicom/instance.hpp"

#include <algorithm>

#include <optional>
#include <utility>

#include "dicom/dataset.hpp"
#include "dicom/decoder.hpp"
#include "dicom/keywords.hpp"
#include "dicom/read_display_attributes.hpp"
#include "dicom/read_image_pixel.hpp"
#include "dicom/read_instance_attributes.hpp"
#include "dicom/scan.hpp"

namespace noctis {

namespace {

constexpr std::string_view media_storage_directory = "1.2.840.10008.1.3.10";

// JPIP's images, which refer to their pixels (PS3.5 A.6, A.7, A.11).
bool are_pixels_elsewhere(const Scan& scan, const Dataset& dataset) {
  return name_of_transfer_syntax(scan.transfer_syntax_uid).starts_with("JPIP") ||
         !dataset.root().text(tag::pixel_data_provider_url).empty();
}

InstanceKind kind_of(const Scan& scan, const Dataset& dataset, const std::string& sop_class_uid) {
  if (scan.has_directory_records || sop_class_uid == media_storage_directory)
    return InstanceKind::dicomdir;
  return scan.pixel_data || are_pixels_elsewhere(scan, dataset) ? InstanceKind::image
                                                                : InstanceKind::no_pixels;
}

Result<std::optional<Dataset>> parse_first_frame(const Scan& scan, const Dataset& dataset) {
  if (scan.per_frame_functional_groups.empty())
    return std::nullopt;
  const auto bytes = copy_item(scan.source, scan.per_frame_functional_groups.front());
  if (!bytes)
    return failure(bytes);
  auto item = Dataset::parse(*bytes, dataset.character_set());
  if (!item)
    return failure(item);
  return std::optional<Dataset>(std::move(*item));
}

}  // namespace

/// Everything but the pixels has been read when it is made: what DCMTK parsed is gone by then.
struct Instance::State {
  Scan scan;
  InstanceKind kind = InstanceKind::no_pixels;
  InstanceAttributes attributes;
  // Of images:
  std::optional<DisplayAttributesReader> display_attributes;
  std::uint32_t announced_frames = 0;
  std::optional<ByteRange> pixel_extent = {};
  Result<PixelReader> pixels = failure(ErrorKind::unsupported, "there are no pixels");

  /// Fills in what depends on the pixels; what is wrong with them is kept for decodable().
  void read_pixels(const Dataset& dataset) {
    if (scan.pixel_data && !scan.is_inflated)
      pixel_extent = scan.pixel_data->extent();
    const Item root = dataset.root();
    const SampleKind sample_kind =
        scan.pixel_data ? scan.pixel_data->sample_kind : SampleKind::integer;
    const auto pixel = read_image_pixel(root, sample_kind);
    const auto frames = read_number_of_frames(root);
    if (!pixel || !frames) {
      pixels = tl::unexpected<Error>(pixel ? frames.error() : pixel.error());
      return;
    }
    if (root.has(tag::number_of_frames) && !root.integer(tag::number_of_frames))
      scan.remarks.push_back({"R32", "Number of Frames is no number: taken as 1"});
    display_attributes.emplace(dataset, scan, *pixel, sample_kind);
    pixels = scan.pixel_data
                 ? PixelReader::make(scan.source, std::move(*scan.pixel_data), *pixel,
                                     scan.transfer_syntax_uid, *frames)
                 : failure(ErrorKind::unsupported, "the pixels are not in the file, of {}",
                           describe_syntax(scan.transfer_syntax_uid));

    ImageAttributes& image = attributes.image;
    image.rows = pixel->rows;
    image.columns = pixel->columns;
    image.samples_per_pixel = pixel->samples_per_pixel;
    image.bits_stored = pixel->bits_stored;
    image.photometric_interpretation = pixel->photometric_interpretation;
    image.frames = pixels ? pixels->frame_count() : *frames;
    announced_frames = *frames;
  }
};

Instance::Instance(std::unique_ptr<State> state) : state_(std::move(state)) {}
Instance::~Instance() = default;

Result<std::unique_ptr<Instance>> Instance::open(ByteSource bytes) {
  silence_dcmtk();
  auto scanned = scan(std::move(bytes));
  if (!scanned)
    return failure(scanned);
  auto dataset = Dataset::parse(scanned->dataset);
  if (!dataset)
    return failure(dataset);
  const auto first_frame = parse_first_frame(*scanned, *dataset);
  if (!first_frame)
    return failure(first_frame);
  auto attributes = read_instance_attributes(*dataset, *first_frame, *scanned);
  if (!attributes)
    return failure(attributes);

  auto state = std::make_unique<State>(State{.scan = std::move(*scanned),
                                             .attributes = std::move(*attributes),
                                             .display_attributes = std::nullopt});
  state->scan.dataset = {};
  state->kind = kind_of(state->scan, *dataset, state->attributes.image.sop_class_uid);
  if (state->kind == InstanceKind::image)
    state->read_pixels(*dataset);
  return std::unique_ptr<Instance>(new Instance(std::move(state)));
}

InstanceKind Instance::kind() const noexcept {
  return state_->kind;
}

const InstanceAttributes& Instance::attributes() const noexcept {
  return state_->attributes;
}

const Digest& Instance::attributes_digest() const noexcept {
  return state_->scan.attributes_digest;
}

std::uint32_t Instance::frame_count() const noexcept {
  if (state_->kind != InstanceKind::image)
    return 0;
  return state_->pixels ? state_->pixels->frame_count() : 1;
}

std::uint32_t Instance::announced_frame_count() const noexcept {
  return std::max(state_->announced_frames, frame_count());
}

Result<Frame> Instance::frame(std::uint32_t index) const {
  if (!state_->pixels)
    return failure(state_->pixels);
  return state_->pixels->read(state_->scan.source, index);
}

Result<DisplayAttributes> Instance::display_attributes(std::uint32_t index) const {
  if (!state_->display_attributes)
    return failure(state_->pixels);
  return state_->display_attributes->read(state_->scan, index);
}

std::vector<ByteRange> Instance::pixel_pieces() const {
  if (!state_->pixel_extent)
    return {};
  return state_->pixels ? state_->pixels->pieces() : std::vector{*state_->pixel_extent};
}

Result<> Instance::decodable() const {
  if (!state_->pixels)
    return failure(state_->pixels);
  return {};
}

}  // namespace noctis
