#include "phantom/encoding.hpp"

#include <algorithm>
#include <array>

namespace noctis {

namespace {

using phantom::Encoding;
using phantom::Form;

constexpr std::array<Encoding, 19> all_encodings{{
    {{"1.2.840.10008.1.2", "implicit"}, Form::implicit_little},
    {{"1.2.840.10008.1.2.1", "explicit"}, Form::explicit_little},
    {{"1.2.840.10008.1.2.2", "big-endian"}, Form::explicit_big},
    {{"1.2.840.10008.1.2.1.99", "deflated"}, Form::deflated},
    {{"1.2.840.10008.1.2.5", "rle"}, Form::explicit_little, phantom::encode_rle},
    {{"1.2.840.10008.1.2.4.50", "jpeg-baseline", false},
     Form::explicit_little,
     phantom::encode_jpeg_baseline,
     "ISO_10918_1"},
    {{"1.2.840.10008.1.2.4.51", "jpeg-extended", false},
     Form::explicit_little,
     phantom::encode_jpeg_extended,
     "ISO_10918_1"},
    {{"1.2.840.10008.1.2.4.53", "jpeg-spectral", false},
     Form::explicit_little,
     phantom::encode_jpeg_spectral,
     "ISO_10918_1"},
    {{"1.2.840.10008.1.2.4.55", "jpeg-progressive", false},
     Form::explicit_little,
     phantom::encode_jpeg_progressive,
     "ISO_10918_1"},
    {{"1.2.840.10008.1.2.4.57", "jpeg-lossless"},
     Form::explicit_little,
     phantom::encode_jpeg_lossless},
    {{"1.2.840.10008.1.2.4.70", "jpeg-lossless-sv1"},
     Form::explicit_little,
     phantom::encode_jpeg_lossless_sv1},
    {{"1.2.840.10008.1.2.4.80", "jpeg-ls"}, Form::explicit_little, phantom::encode_jpeg_ls},
    {{"1.2.840.10008.1.2.4.81", "jpeg-ls-near", false},
     Form::explicit_little,
     phantom::encode_jpeg_ls_near,
     "ISO_14495_1"},
    {{"1.2.840.10008.1.2.4.90", "jpeg-2000"},
     Form::explicit_little,
     phantom::encode_jpeg_2000,
     {},
     "YBR_RCT"},
    {{"1.2.840.10008.1.2.4.91", "jpeg-2000-lossy", false},
     Form::explicit_little,
     phantom::encode_jpeg_2000_lossy,
     "ISO_15444_1",
     "YBR_ICT"},
    {{"1.2.840.10008.1.2.4.110", "jpeg-xl"}, Form::explicit_little, phantom::encode_jpeg_xl},
    {{"1.2.840.10008.1.2.4.111", "jpeg-xl-recompressed", false},
     Form::explicit_little,
     phantom::encode_jpeg_xl_recompressed,
     "ISO_10918_1"},
    {{"1.2.840.10008.1.2.4.112", "jpeg-xl-lossy", false},
     Form::explicit_little,
     phantom::encode_jpeg_xl_lossy,
     "ISO_18181_1",
     "XYB"},
    {{"1.2.840.10008.1.2.8.1", "deflated-frame"}, Form::explicit_little, phantom::encode_deflated},
}};

constexpr auto all_syntaxes = [] {
  std::array<PhantomSyntax, all_encodings.size()> syntaxes{};
  for (std::size_t i = 0; i < syntaxes.size(); ++i)
    syntaxes[i] = all_encodings[i].syntax;
  return syntaxes;
}();

}  // namespace

namespace phantom {

const Encoding& encoding_of(std::string_view transfer_syntax_uid) noexcept {
  return *std::find_if(
      all_encodings.begin(), all_encodings.end() - 1,
      [&](const Encoding& encoding) { return encoding.syntax.uid == transfer_syntax_uid; });
}

}  // namespace phantom

std::span<const PhantomSyntax> phantom_syntaxes() noexcept {
  return all_syntaxes;
}

std::optional<PhantomSyntax> phantom_syntax_from(std::string_view text) noexcept {
  for (const PhantomSyntax& syntax : all_syntaxes) {
    if (syntax.uid == text || syntax.name == text)
      return syntax;
  }
  return std::nullopt;
}

}  // namespace noctis
