// Whole synthetic studies, written with DCMTK: the same bytes for the same specification, on every
// machine that has the same codec libraries.  No clock and no random device takes part.

#pragma once

#include <cstdint>
#include <filesystem>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "base/bytes.hpp"
#include "base/result.hpp"

namespace noctis {

enum class PhantomKind : std::uint8_t {
  ct,                 ///< a thorax in Hounsfield units, one slice an instance
  mr,                 ///< a head, 12 bit, one slice an instance
  cr,                 ///< a chest radiograph, 12 bit
  dx,                 ///< the same as DX, FOR PRESENTATION
  us,                 ///< a beating heart, colour, multi-frame
  nm,                 ///< a renal study, 16 bit, multi-frame
  pt,                 ///< a torso in BQML, one slice an instance, each with a slope of its own
  enhanced_ct,        ///< the thorax, multi-frame, window and rescale of each frame its own
  palette,            ///< PALETTE COLOR
  secondary_capture,  ///< a colour chart, RGB
  segmentation,       ///< lungs and bones of the thorax, 1 bit, multi-frame
  rt_dose,            ///< 32 bit, multi-frame
};

/// All of them, in the order above.
[[nodiscard]] std::span<const PhantomKind> phantom_kinds() noexcept;

/// "ct", "enhanced-ct"…: what the command line says.
[[nodiscard]] std::string_view name_of(PhantomKind kind) noexcept;
[[nodiscard]] std::optional<PhantomKind> phantom_kind_from(std::string_view name) noexcept;

/// A transfer syntax that can be written.
struct PhantomSyntax {
  std::string_view uid;
  std::string_view name;  ///< "jpeg-ls-lossless": what the command line says
  bool lossless = true;
};

[[nodiscard]] std::span<const PhantomSyntax> phantom_syntaxes() noexcept;

/// By UID or by name.
[[nodiscard]] std::optional<PhantomSyntax> phantom_syntax_from(std::string_view text) noexcept;

/// The colour model of stored ultrasound and secondary captures.
enum class PhantomColor : std::uint8_t { rgb, ybr_full, ybr_full_422 };

/// Which table tells where the frames of encapsulated pixels begin.  PS3.5 A.4, C.7.6.3.1.8 of
/// PS3.3.
enum class PhantomOffsets : std::uint8_t { basic, extended, none };

/// What to make.  A zero means the kind's own.
struct PhantomSpec {
  PhantomKind kind = PhantomKind::ct;
  std::uint64_t seed = 1;       ///< the patient, the UIDs, details of the anatomy and the noise
  std::uint32_t rows = 0;       ///< 8..65535
  std::uint32_t columns = 0;    ///< 8..65535, even for ybr_full_422
  std::uint32_t instances = 1;  ///< 1..65535; slices of ct, mr and pt
  std::uint32_t frames = 0;     ///< 1..100000; other than 1 only where the kind is multi-frame
  std::string transfer_syntax_uid = "1.2.840.10008.1.2.1";

  std::uint16_t bits_stored =
      0;                     ///< ct, mr, cr, dx, nm, pt, enhanced_ct: 10..16; rt_dose: 16 or 32
  bool is_signed = false;    ///< ct, pt, enhanced_ct: two's complement, rescale intercept 0
  bool monochrome1 = false;  ///< mr, cr, dx, nm: stored upside down, shown alike
  PhantomColor color = PhantomColor::rgb;
  bool planar = false;              ///< colour by plane where the pixels are native
  std::uint16_t palette_bits = 16;  ///< 8 or 16, of a palette's entries
  bool fractional = false;          ///< a segmentation of 8 bits instead of 1

  bool noise = true;
  bool padding = false;  ///< ct: Pixel Padding Value outside the circle of reconstruction
  bool overlay = false;  ///< a frame around the image in an overlay plane 6000
  bool voi_lut = false;  ///< ct, mr, cr, dx: a VOI LUT Sequence instead of a window
  bool window = true;    ///< whether there is a window (or VOI LUT) at all

  std::string patient_name;  ///< UTF-8; empty: by seed
  /// As (0008,0005) is to hold it, "ISO_IR 100" or "\\ISO 2022 IR 87"; the name is converted to it.
  std::string specific_character_set = "ISO_IR 192";

  PhantomOffsets offsets = PhantomOffsets::basic;
  std::uint32_t fragment_bytes = 0;  ///< even; 0: a frame is one fragment

  bool operator==(const PhantomSpec&) const = default;
};

/// The stored values of a frame, as a correct decoder of a lossless syntax finds them.
struct PhantomSamples {
  std::uint32_t rows = 0;
  std::uint32_t columns = 0;
  std::uint16_t samples_per_pixel = 1;
  std::uint16_t bits_allocated = 16;  ///< 1, 8, 16 or 32
  std::uint16_t bits_stored = 16;
  bool is_signed = false;
  /// Row major, by pixel; in the colour model that is stored (chrominance upsampled by repetition).
  std::vector<std::int32_t> values;

  bool operator==(const PhantomSamples&) const = default;
};

/// `instance` and `frame` count from 0.  Fails with ErrorKind::usage where the specification is out
/// of range, with unsupported where the syntax cannot hold the kind.  Any thread.
[[nodiscard]] Result<PhantomSamples> phantom_samples(const PhantomSpec& spec,
                                                     std::uint32_t instance, std::uint32_t frame);

/// One Part 10 file.  SOP Instance UIDs depend on kind, seed and instance alone: a study and its
/// transcoding bear the same.  Fails as phantom_samples does, and with io where DCMTK has no data
/// dictionary.  Any thread.
[[nodiscard]] Result<Bytes> phantom_file(const PhantomSpec& spec, std::uint32_t instance);

/// Writes folder/<study>/<series>/<instance>, all names of at most 8 upper-case characters, the
/// study's by kind and seed; files that are there are replaced.  Returns the paths in order.
[[nodiscard]] Result<std::vector<std::filesystem::path>> write_phantom(
    const std::filesystem::path& folder, const PhantomSpec& spec);

/// One study of each kind, of modest size, in various transfer syntaxes and character sets.
[[nodiscard]] std::vector<PhantomSpec> quickstart_studies(std::uint64_t seed);

}  // namespace noctis
