// Reading phantoms back by two independent ways: DCMTK, and the project's own dicom room.

#pragma once

#include <cstddef>
#include <cstdint>
#include <memory>
#include <string>
#include <variant>
#include <vector>

#include <dcmtk/config/osconfig.h>
#include <dcmtk/dcmdata/dcdeftag.h>
#include <dcmtk/dcmdata/dcfilefo.h>
#include <dcmtk/dcmdata/dcistrmb.h>
#include <dcmtk/dcmdata/dcmetinf.h>
#include <doctest/doctest.h>

#include "base/byte_source.hpp"
#include "dicom/instance.hpp"
#include "phantom/phantom.hpp"

namespace noctis::test {

inline Bytes file_of(const PhantomSpec& spec, std::uint32_t instance = 0) {
  auto file = phantom_file(spec, instance);
  REQUIRE_MESSAGE(file.has_value(), (file ? "" : file.error().what));
  return std::move(*file);
}

inline PhantomSamples samples_of(const PhantomSpec& spec, std::uint32_t instance = 0,
                                 std::uint32_t frame = 0) {
  auto samples = phantom_samples(spec, instance, frame);
  REQUIRE_MESSAGE(samples.has_value(), (samples ? "" : samples.error().what));
  return std::move(*samples);
}

/// The whole file, as DCMTK understands it.
inline std::unique_ptr<DcmFileFormat> read_by_dcmtk(const Bytes& bytes) {
  DcmInputBufferStream stream;
  stream.setBuffer(bytes.data(), static_cast<offile_off_t>(bytes.size()));
  stream.setEos();
  auto file = std::make_unique<DcmFileFormat>();
  file->transferInit();
  const OFCondition read = file->read(stream);
  file->transferEnd();
  REQUIRE_MESSAGE(read.good(), read.text());
  file->loadAllDataIntoMemory();
  return file;
}

/// All values, joined by backslashes.
inline std::string text_of(DcmItem& item, const DcmTagKey& tag) {
  OFString text;
  item.findAndGetOFStringArray(tag, text);
  return text.c_str();
}

inline std::string text_of(const Bytes& file, const DcmTagKey& tag) {
  return text_of(*read_by_dcmtk(file)->getDataset(), tag);
}

inline std::unique_ptr<Instance> open(const Bytes& file) {
  auto instance = Instance::open(ByteSource::of(file));
  REQUIRE_MESSAGE(instance.has_value(), (instance ? "" : instance.error().what));
  return std::move(*instance);
}

/// The numbers that the frame's bit patterns stand for.
inline std::vector<std::int32_t> values_of(const Frame& frame) {
  std::vector<std::int32_t> values;
  std::visit(
      [&](const auto& samples) {
        values.reserve(samples.size());
        for (const auto sample : samples)
          values.push_back(static_cast<std::int32_t>(
              stored_value(frame.layout, static_cast<std::uint32_t>(sample))));
      },
      frame.samples);
  return values;
}

/// How far the values lie apart, on average and in hundredths.
inline std::int64_t mean_difference(const std::vector<std::int32_t>& a,
                                    const std::vector<std::int32_t>& b) {
  REQUIRE(a.size() == b.size());
  std::int64_t sum = 0;
  for (std::size_t i = 0; i < a.size(); ++i)
    sum += a[i] > b[i] ? a[i] - b[i] : b[i] - a[i];
  return sum * 100 / static_cast<std::int64_t>(a.size());
}

/// A small one of its kind.
inline PhantomSpec small(PhantomKind kind) {
  PhantomSpec spec;
  spec.kind = kind;
  spec.rows = 48;
  spec.columns = 64;
  const bool multi = kind == PhantomKind::us || kind == PhantomKind::nm ||
                     kind == PhantomKind::enhanced_ct || kind == PhantomKind::segmentation ||
                     kind == PhantomKind::rt_dose;
  spec.frames = multi ? 3 : 1;
  return spec;
}

}  // namespace noctis::test
