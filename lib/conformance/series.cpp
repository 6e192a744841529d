// Questions about whole series: R21, R30.

#include <algorithm>
#include <string>

#include "conformance/expect.hpp"
#include "conformance/groups.hpp"
#include "dicom/instance.hpp"
#include "display/representative.hpp"

namespace noctis::conformance {

namespace {

struct Slice {
  std::string_view position;
  std::string_view instance_number;
  std::string_view orientation = "1\\0\\0\\0\\1\\0";
  std::string_view image_type = "ORIGINAL\\PRIMARY\\AXIAL";
  std::string_view presentation_intent_type = "FOR PRESENTATION";
};

Result<SeriesImage> read(const Slice& slice) {
  const auto instance = Instance::open(ByteSource::of(
      grey(8, {1, 2})
          .with(TinyDataset()
                    .text(DCM_ImageType, "CS", slice.image_type)
                    .text(DCM_PresentationIntentType, "CS", slice.presentation_intent_type)
                    .text(DCM_InstanceNumber, "IS", slice.instance_number)
                    .text(DCM_ImagePositionPatient, "DS", slice.position)
                    .text(DCM_ImageOrientationPatient, "DS", slice.orientation))
          .bytes()));
  if (!instance)
    return failure(instance);
  const ImageAttributes& image = (*instance)->attributes().image;
  return SeriesImage{image.image_position, image.image_orientation, image.instance_number,
                     image.image_type.size() > 2 && image.image_type[2] == "LOCALIZER",
                     image.presentation_intent_type == "FOR PROCESSING"};
}

// Counted from 1, as they are given.
Result<> expect_representative(const std::vector<Slice>& slices, std::size_t expected) {
  std::vector<SeriesImage> images;
  images.reserve(slices.size());
  for (const Slice& slice : slices) {
    const auto image = read(slice);
    if (!image)
      return failure(image);
    images.push_back(*image);
  }
  const std::size_t seen = representative_image(images) + 1;
  if (seen != expected)
    return failure(ErrorKind::malformed, "image {} stands for the series, not {}", seen, expected);
  return {};
}

Result<> expect_frame(TinyFile file, std::uint32_t frames, std::uint32_t expected) {
  const auto instance = Instance::open(ByteSource::of(file.frames(frames).bytes()));
  if (!instance)
    return failure(instance);
  const auto seen = representative_frame(
      (*instance)->frame_count(), (*instance)->attributes().image.representative_frame_number);
  if (seen != expected)
    return failure(ErrorKind::malformed, "frame {} stands for the image, not {}", seen, expected);
  return {};
}

TinyFile frames_of_a_pixel(std::size_t frames) {
  return grey(8, std::vector<std::int64_t>(frames, 7)).matrix(1, 1);
}

TinyDataset representative_frame_number(std::int64_t number) {
  return integers(DCM_RepresentativeFrameNumber, "US", {number});
}

// Stored 0, 600 and 1000 are 0, 6 and 10; the window, 200 to 1000, is in stored values.
TinyFile scaled(std::string_view sop_class_uid, std::string_view modality) {
  return grey(12, {0, 600, 1000})
      .of(sop_class_uid, modality)
      .with(rescale("0.01", "0"))
      .with(window("600", "800", "LINEAR_EXACT"));
}

View in_series_of(double low, double high) {
  View view;
  view.series_values = ValueRange{low, high};
  return view;
}

constexpr Check table[] = {
    {21, "PS3.3 C.11.2.1.2.2",
     "a PT's or MR's window is in modality values unless that is asked for",
     [] {
       return Expect(scaled(UID_PositronEmissionTomographyImageStorage, "PT"))
           .greys({0, 0, 0})
           .of(scaled(UID_MRImageStorage, "MR"))
           .greys({0, 0, 0})
           .verdict();
     }},
    {21, "PS3.3 C.11.2.1.2.2", "asked for, a window outside the series' values is in stored values",
     [] {
       // 600 is the middle of 200 to 1000: 127.5.
       return Expect(scaled(UID_PositronEmissionTomographyImageStorage, "PT"))
           .by(in_series_of(0, 10))
           .greys({0, 128, 255})
           .remark("R21")
           .of(scaled(UID_MRImageStorage, "MR"))
           .by(in_series_of(1001, 2000))
           .greys({0, 128, 255})
           .remark("R21")
           .verdict();
     }},
    {21, "PS3.3 C.11.2.1.2.2",
     "a window that meets the series' values, and one of CT, is left alone",
     [] {
       return Expect(scaled(UID_PositronEmissionTomographyImageStorage, "PT"))
           .by(in_series_of(0, 200))
           .greys({0, 0, 0})
           .no_remark("R21")
           .of(scaled(UID_CTImageStorage, "CT"))
           .by(in_series_of(0, 10))
           .greys({0, 0, 0})
           .no_remark("R21")
           .verdict();
     }},
    {30, "PS3.3 C.7.6.2.1.1", "the middle image along the normal stands for a series",
     [] {
       // Places 30, -10, 20, 0 and 10: the fifth file is the third of them.
       return expect_representative({{"0\\0\\30", "1"},
                                     {"0\\0\\-10", "2"},
                                     {"0\\0\\20", "3"},
                                     {"0\\0\\0", "4"},
                                     {"0\\0\\10", "5"}},
                                    5);
     }},
    {30, "PS3.3 C.7.6.2.1.1", "the normal is row x column: coronal slices go from front to back",
     [] {
       constexpr std::string_view coronal = "1\\0\\0\\0\\0\\-1";
       return expect_representative({{"0\\5\\90", "1", coronal},
                                     {"0\\-5\\50", "2", coronal},
                                     {"0\\9\\0", "3", coronal},
                                     {"0\\0\\70", "4", coronal},
                                     {"0\\-9\\0", "5", coronal}},
                                    4);
     }},
    {30, "PS3.3 C.7.6.2.1.1", "of two middle images the first along the normal stands for a series",
     [] {
       return expect_representative(
           {{"0\\0\\3", "1"}, {"0\\0\\2", "2"}, {"0\\0\\1", "3"}, {"0\\0\\0", "4"}}, 3);
     }},
    {30, "PS3.3 C.7.6.2.1.1", "without a common orientation Instance Number decides",
     [] {
       return expect_representative(
           {{"0\\0\\9", "3"}, {"0\\0\\5", "1"}, {"0\\0\\0", "2", "1\\0\\0\\0\\0\\-1"}}, 3);
     }},
    {30, "PS3.3 C.8.2.1.1.1",
     "neither a localizer nor an image FOR PROCESSING, where there is another",
     [] {
       const Slice localizer{"0\\0\\1", "2", "1\\0\\0\\0\\1\\0", "ORIGINAL\\PRIMARY\\LOCALIZER"};
       const Slice raw{"0\\0\\1", "2", "1\\0\\0\\0\\1\\0", "ORIGINAL\\PRIMARY\\AXIAL",
                       "FOR PROCESSING"};
       const Slice before{"0\\0\\0", "1"}, behind{"0\\0\\2", "3"};
       for (const Slice& other : {localizer, raw}) {
         if (auto verdict = expect_representative({other, before}, 2); !verdict)
           return verdict;
         if (auto verdict = expect_representative({before, other, behind}, 1); !verdict)
           return verdict;
         if (auto verdict = expect_representative({other}, 1); !verdict)
           return verdict;
       }
       return expect_representative({localizer, raw}, 2);
     }},
    {30, "PS3.3 C.7.6.9", "Representative Frame Number stands for an image, else the middle one",
     [] {
       struct {
         std::optional<std::int64_t> number;
         std::uint32_t frames;
         std::uint32_t expected;
       } const images[] = {{4, 5, 4}, {std::nullopt, 5, 3}, {6, 5, 3},
                           {0, 5, 3}, {std::nullopt, 1, 1}, {std::nullopt, 4, 2}};
       for (const auto& image : images) {
         TinyFile file = frames_of_a_pixel(image.frames);
         if (image.number)
           file.with(representative_frame_number(*image.number));
         if (auto verdict = expect_frame(file, image.frames, image.expected); !verdict)
           return verdict;
       }
       return Result<>();
     }},
};

}  // namespace

std::span<const Check> series_checks() noexcept {
  return table;
}

}  // namespace noctis::conformance
