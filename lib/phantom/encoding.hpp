// The table of transfer syntaxes that can be written, and what encodes a frame for each.

#pragma once

#include <cstdint>
#include <string_view>

#include "base/bytes.hpp"
#include "base/result.hpp"
#include "phantom/phantom.hpp"
#include "phantom/plan.hpp"

namespace noctis::phantom {

/// How a dataset is written, apart from its pixels.
enum class Form : std::uint8_t { implicit_little, explicit_little, explicit_big, deflated };

/// One frame, its codestream out.  Fails with ErrorKind::unsupported where the codec cannot hold
/// it.
using EncodeFrame = Result<Bytes> (*)(const PhantomSamples& samples,
                                      std::string_view photometric_interpretation);

struct Encoding {
  PhantomSyntax syntax;
  Form form = Form::explicit_little;
  EncodeFrame encode = nullptr;        ///< none: the pixels are native
  std::string_view lossy_method = {};  ///< Lossy Image Compression Method, PS3.3 C.7.6.1.1.5.1
  std::string_view photometric_of_rgb = "RGB";  ///< what the codec makes of it
};

/// Precondition: one of phantom_syntaxes().
[[nodiscard]] const Encoding& encoding_of(std::string_view transfer_syntax_uid) noexcept;

// The encoders.
[[nodiscard]] Result<Bytes> encode_rle(const PhantomSamples& samples, std::string_view photometric);
[[nodiscard]] Result<Bytes> encode_jpeg_baseline(const PhantomSamples& samples,
                                                 std::string_view photometric);
[[nodiscard]] Result<Bytes> encode_jpeg_extended(const PhantomSamples& samples,
                                                 std::string_view photometric);
[[nodiscard]] Result<Bytes> encode_jpeg_spectral(const PhantomSamples& samples,
                                                 std::string_view photometric);
[[nodiscard]] Result<Bytes> encode_jpeg_progressive(const PhantomSamples& samples,
                                                    std::string_view photometric);
[[nodiscard]] Result<Bytes> encode_jpeg_lossless(const PhantomSamples& samples,
                                                 std::string_view photometric);
[[nodiscard]] Result<Bytes> encode_jpeg_lossless_sv1(const PhantomSamples& samples,
                                                     std::string_view photometric);
[[nodiscard]] Result<Bytes> encode_jpeg_ls(const PhantomSamples& samples,
                                           std::string_view photometric);
[[nodiscard]] Result<Bytes> encode_jpeg_ls_near(const PhantomSamples& samples,
                                                std::string_view photometric);
[[nodiscard]] Result<Bytes> encode_jpeg_2000(const PhantomSamples& samples,
                                             std::string_view photometric);
[[nodiscard]] Result<Bytes> encode_jpeg_2000_lossy(const PhantomSamples& samples,
                                                   std::string_view photometric);
[[nodiscard]] Result<Bytes> encode_jpeg_xl(const PhantomSamples& samples,
                                           std::string_view photometric);
[[nodiscard]] Result<Bytes> encode_jpeg_xl_lossy(const PhantomSamples& samples,
                                                 std::string_view photometric);
[[nodiscard]] Result<Bytes> encode_jpeg_xl_recompressed(const PhantomSamples& samples,
                                                        std::string_view photometric);
[[nodiscard]] Result<Bytes> encode_deflated(const PhantomSamples& samples,
                                            std::string_view photometric);

}  // namespace noctis::phantom
