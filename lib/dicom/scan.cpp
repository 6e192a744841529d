#include "dicom/scan.hpp"

#include <algorithm>
#include <utility>

#include "dicom/attributes_digest.hpp"
#include "dicom/dataset_copy.hpp"
#include "dicom/dataset_walk.hpp"
#include "dicom/dictionary.hpp"
#include "dicom/inflation.hpp"
#include "dicom/pixel_collector.hpp"
#include "dicom/recognition.hpp"

namespace noctis {

namespace {

/// Remarks are for people: a file with more of them has one trouble many times.
constexpr std::size_t remark_limit = 16;
constexpr std::size_t per_frame_item_limit = std::size_t{1} << 20;
constexpr std::size_t overlay_limit = 16;
constexpr std::uint16_t overlay_data = 0x3000;

/// Hands each event on to whoever makes something of it, and keeps what is left.
class ScanListener final : public DatasetListener {
 public:
  ScanListener(ByteWindow& window, Scan& scan)
      : scan_(&scan), digest_(window), copy_(window, CopiedPart::dataset), pixels_(window) {}

  Result<> value(const Element& element) override {
    if (element.depth == 0 && is_overlay_group(element.tag.group) &&
        element.tag.element == overlay_data && scan_->overlays.size() < overlay_limit)
      scan_->overlays.push_back({element.tag.group,
                                 {element.value, element.available},
                                 element.encoding.big_endian && word_size(element.vr) == 2});
    return first_failure(digest_.value(element), copy_.value(element), pixels_.value(element));
  }

  Result<> sequence_begins(const Element& element) override {
    if (element.depth == 0) {
      in_per_frame_groups_ = element.tag == tag::per_frame_functional_groups_sequence;
      if (element.tag == tag::directory_record_sequence)
        scan_->has_directory_records = true;
    }
    ++depth_;
    return first_failure(digest_.sequence_begins(element), copy_.sequence_begins(element));
  }

  Result<> item_begins(std::uint64_t offset, Encoding encoding) override {
    if (is_per_frame_item()) {
      if (scan_->per_frame_functional_groups.size() >= per_frame_item_limit)
        return failure(ErrorKind::too_large, "more than {} items of {}", per_frame_item_limit,
                       to_string(tag::per_frame_functional_groups_sequence));
      scan_->per_frame_functional_groups.push_back({{offset, 0}, encoding});
    }
    return first_failure(digest_.item_begins(offset, encoding),
                         copy_.item_begins(offset, encoding));
  }

  Result<> item_ends(std::uint64_t offset) override {
    if (is_per_frame_item()) {
      ByteRange& content = scan_->per_frame_functional_groups.back().content;
      content.length = offset - content.offset;
    }
    return first_failure(digest_.item_ends(offset), copy_.item_ends(offset));
  }

  Result<> sequence_ends() override {
    --depth_;
    return first_failure(digest_.sequence_ends(), copy_.sequence_ends());
  }

  Result<> fragments_begin(const Element& element) override {
    pixels_.fragments_begin(element);
    return digest_.fragments_begin(element);
  }

  Result<> fragment(std::uint64_t item, std::uint64_t value, std::uint64_t length) override {
    return first_failure(digest_.fragment(item, value, length),
                         pixels_.fragment(item, value, length));
  }

  Result<> fragments_end() override {
    pixels_.fragments_end();
    return digest_.fragments_end();
  }

  void remark(std::string text) override {
    if (scan_->remarks.size() < remark_limit)
      scan_->remarks.push_back({"R32", std::move(text)});
  }

  void finish() {
    scan_->dataset = copy_.finish();
    scan_->attributes_digest = digest_.finish();
    scan_->pixel_data = pixels_.finish();
  }

 private:
  [[nodiscard]] bool is_per_frame_item() const noexcept {
    return in_per_frame_groups_ && depth_ == 1;
  }

  template <class... Results>
  static Result<> first_failure(Results... results) {
    Result<> first;
    const auto take = [&first](Result<>& result) {
      if (first && !result)
        first = std::move(result);
    };
    (take(results), ...);
    return first;
  }

  Scan* scan_;
  AttributesDigest digest_;
  DatasetCopy copy_;
  PixelCollector pixels_;
  std::size_t depth_ = 0;
  bool in_per_frame_groups_ = false;
};

/// Puts the inflated dataset in the file's place.
Result<> inflate_source(ByteSource& source, RecognisedFile& file, std::vector<Remark>& remarks) {
  auto inflated = inflate_dataset(source, file.dataset);
  if (!inflated)
    return failure(inflated);
  if (inflated->truncated)
    remarks.push_back({"R32", "the deflated dataset breaks off"});
  source = ByteSource::of(std::move(inflated->bytes));
  file.dataset = 0;
  ByteWindow window(source);
  file.encoding = encoding_at(window, 0, file.encoding);
  return {};
}

}  // namespace

Result<Scan> scan(ByteSource source) {
  ByteWindow file_window(source);
  auto file = recognise(file_window);
  if (!file)
    return failure(file);

  std::vector<Remark> remarks;
  if (file->deflated) {
    if (const auto inflated = inflate_source(source, *file, remarks); !inflated)
      return failure(inflated);
  }
  if (file->dataset >= source.size())
    return failure(ErrorKind::malformed, "the file has a meta header and no dataset");
  if (!file->encoding.explicit_vr && vr_in_dictionary(tag::sop_class_uid) == vr::un)
    return failure(ErrorKind::unsupported,
                   "Implicit VR needs DCMTK's data dictionary, and none was found (DCMDICTPATH)");

  Scan scan{.source = std::move(source),
            .is_inflated = file->deflated,
            .transfer_syntax_uid = std::move(file->transfer_syntax_uid),
            .media_storage_sop_class_uid = std::move(file->media_storage_sop_class_uid),
            .remarks = std::move(remarks)};
  ByteWindow window(scan.source);
  ScanListener listener(window, scan);
  const auto walked =
      walk_dataset(window, file->dataset, scan.source.size(), file->encoding, listener);
  if (!walked)
    return failure(walked);
  listener.finish();
  return scan;
}

Result<Bytes> copy_item(const ByteSource& source, const ScannedItem& item) {
  ByteWindow window(source);
  DatasetCopy copy(window, CopiedPart::functional_groups);
  const auto walked = walk_dataset(window, item.content.offset,
                                   item.content.offset + item.content.length, item.encoding, copy);
  if (!walked)
    return failure(walked);
  return copy.finish();
}

}  // namespace noctis
