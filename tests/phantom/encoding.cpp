#include "phantom/encoding.hpp"

#include <string>

#include <doctest/doctest.h>

#include "phantom/reading.hpp"

using namespace noctis;
using namespace noctis::test;

namespace {

// Every frame of the file, decoded, against what was drawn.
void check_pixels(const PhantomSpec& spec, bool lossless) {
  const auto instance = open(file_of(spec));
  REQUIRE(instance->kind() == InstanceKind::image);
  const std::uint32_t frames = spec.frames == 0 ? 1 : spec.frames;
  REQUIRE(instance->frame_count() == frames);
  for (std::uint32_t index = 0; index < frames; ++index) {
    CAPTURE(index);
    const auto frame = instance->frame(index);
    REQUIRE_MESSAGE(frame.has_value(), (frame ? "" : frame.error().what));
    const PhantomSamples drawn = samples_of(spec, 0, index);
    // A sixty-fourth of the range, in hundredths.
    const std::int64_t most_difference = (std::int64_t{100} << drawn.bits_stored) / 64;
    CHECK(frame->layout.rows == drawn.rows);
    CHECK(frame->layout.columns == drawn.columns);
    CHECK(frame->layout.samples_per_pixel == drawn.samples_per_pixel);
    CHECK(frame->layout.bits_stored == drawn.bits_stored);
    CHECK(frame->layout.is_signed == drawn.is_signed);
    if (lossless)
      CHECK(values_of(*frame) == drawn.values);
    else
      CHECK(mean_difference(values_of(*frame), drawn.values) < most_difference);
    if (spec.transfer_syntax_uid != "1.2.840.10008.1.2.4.112")  // XYB may be unknown to a reader
      CHECK(frame->remarks.empty());
  }
}

// What each codec is defined for: PS3.5 8.2, and what the standard's tables there leave out.
bool can_hold(PhantomKind kind, const PhantomSyntax& syntax) {
  const std::string_view name = syntax.name;
  if (name == "implicit" || name == "explicit" || name == "big-endian" || name == "deflated" ||
      name == "deflated-frame")
    return true;
  switch (kind) {
    case PhantomKind::segmentation:  // 1 bit
      return false;
    case PhantomKind::rt_dose:  // 32 bits
      return name == "rle";
    case PhantomKind::palette:
      return syntax.lossless;
    case PhantomKind::us:
    case PhantomKind::secondary_capture:
      return true;
    case PhantomKind::nm:
    case PhantomKind::pt:  // 16 bits
      return syntax.lossless || !name.starts_with("jpeg-") || name == "jpeg-ls-near" ||
             name == "jpeg-2000-lossy" || name == "jpeg-xl-lossy";
    default:  // 12 bits
      return name != "jpeg-baseline" && name != "jpeg-xl-recompressed";
  }
}

}  // namespace

TEST_SUITE("phantom/encoding") {
  TEST_CASE("every kind comes back from every transfer syntax that can hold it") {
    for (const PhantomKind kind : phantom_kinds()) {
      CAPTURE(name_of(kind));
      for (const PhantomSyntax& syntax : phantom_syntaxes()) {
        CAPTURE(syntax.name);
        PhantomSpec spec = small(kind);
        spec.transfer_syntax_uid = syntax.uid;
        if (can_hold(kind, syntax)) {
          check_pixels(spec, syntax.lossless);
          continue;
        }
        const auto refused = phantom_file(spec, 0);
        REQUIRE_FALSE(refused.has_value());
        CHECK(refused.error().kind == ErrorKind::unsupported);
      }
    }
  }

  TEST_CASE("the smallest images that there are come back") {
    for (const PhantomSyntax& syntax : phantom_syntaxes()) {
      CAPTURE(syntax.name);
      PhantomSpec spec = small(PhantomKind::us);
      spec.rows = spec.columns = 8;
      spec.frames = 1;
      spec.transfer_syntax_uid = syntax.uid;
      check_pixels(spec, syntax.lossless);
    }
  }

  TEST_CASE("signed values come back, those below zero too, from all that is lossless") {
    for (const PhantomKind kind : {PhantomKind::ct, PhantomKind::enhanced_ct, PhantomKind::pt}) {
      CAPTURE(name_of(kind));
      for (const PhantomSyntax& syntax : phantom_syntaxes()) {
        if (!syntax.lossless || syntax.name == "jpeg-xl")  // which has no signed integers
          continue;
        CAPTURE(syntax.name);
        PhantomSpec spec = small(kind);
        spec.is_signed = true;
        spec.transfer_syntax_uid = syntax.uid;
        check_pixels(spec, true);
        spec.bits_stored = 12;
        check_pixels(spec, true);
      }
    }
  }

  TEST_CASE("every depth from 10 to 16 bits comes back from all that is lossless") {
    for (std::uint16_t bits = 10; bits <= 16; ++bits) {
      CAPTURE(bits);
      for (const PhantomSyntax& syntax : phantom_syntaxes()) {
        // The JPEG library at hand knows 8, 12 and 16 bits: what is between is written as the next.
        if (!syntax.lossless || (syntax.name.starts_with("jpeg-lossless") && bits % 4 != 0))
          continue;
        CAPTURE(syntax.name);
        PhantomSpec spec = small(PhantomKind::mr);
        spec.bits_stored = bits;
        spec.transfer_syntax_uid = syntax.uid;
        check_pixels(spec, true);
      }
    }
  }

  TEST_CASE("colour comes back by pixel and by plane, in each model that a syntax can hold") {
    for (const std::string_view name : {"explicit", "implicit", "big-endian", "deflated"}) {
      CAPTURE(name);
      PhantomSpec spec = small(PhantomKind::us);
      spec.transfer_syntax_uid = phantom_syntax_from(name)->uid;
      for (const PhantomColor color :
           {PhantomColor::rgb, PhantomColor::ybr_full, PhantomColor::ybr_full_422}) {
        spec.color = color;
        spec.planar = false;
        check_pixels(spec, true);
        if (color == PhantomColor::ybr_full_422)  // which knows no planes
          continue;
        spec.planar = true;
        check_pixels(spec, true);
      }
    }
    for (const std::string_view name :
         {"rle", "jpeg-lossless-sv1", "jpeg-ls", "jpeg-2000", "deflated-frame"}) {
      CAPTURE(name);
      PhantomSpec spec = small(PhantomKind::us);
      spec.color = PhantomColor::ybr_full;
      spec.transfer_syntax_uid = phantom_syntax_from(name)->uid;
      check_pixels(spec, true);
    }
  }

  TEST_CASE("lossy JPEG holds YBR with and without subsampled chrominance") {
    for (const PhantomColor color : {PhantomColor::ybr_full, PhantomColor::ybr_full_422}) {
      PhantomSpec spec = small(PhantomKind::us);
      spec.color = color;
      spec.transfer_syntax_uid = phantom_syntax_from("jpeg-baseline")->uid;
      check_pixels(spec, false);
    }
  }

  TEST_CASE("frames are found whatever the offset table and however they are cut") {
    for (const PhantomOffsets offsets :
         {PhantomOffsets::basic, PhantomOffsets::extended, PhantomOffsets::none}) {
      PhantomSpec spec = small(PhantomKind::us);
      spec.transfer_syntax_uid = phantom_syntax_from("rle")->uid;
      spec.offsets = offsets;
      check_pixels(spec, true);
      if (offsets == PhantomOffsets::none)
        spec.transfer_syntax_uid = phantom_syntax_from("jpeg-ls")->uid;  // has an end to look for
      spec.fragment_bytes = 256;
      check_pixels(spec, true);
    }
  }
}
