// The table of decoders: a transfer syntax in, one frame's stored values out.  The table is ours
// and keyed by UID text, because DCMTK's registry does not know the newer syntaxes.

#pragma once

#include <span>
#include <string_view>

#include "base/bytes.hpp"
#include "base/result.hpp"
#include "dicom/image_pixel.hpp"
#include "frame/frame.hpp"

namespace noctis {

/// One frame, its fragments joined.  Its rows and columns are those of the attributes (a codestream
/// of another size is malformed), its precision is the codestream's, with a remark where that
/// differs (R32), and its photometric interpretation says what the codec returned (R16).  Every
/// number of the codestream is bounded before it sizes anything; fails with ErrorKind::malformed,
/// truncated, too_large or unsupported, or as LoadDecoder does.  Any thread.  Precondition:
/// check_image_pixel(attributes) holds.
using DecodeFrame = Result<Frame> (*)(ByteView codestream, const ImagePixel& attributes);

/// Loads what decodes, where that is not always there: what DecodeFrame does first, too.  Fails
/// with ErrorKind::io.  Any thread.
using LoadDecoder = Result<> (*)();

/// Whether a fragment that begins with these bytes (up to 16) begins a codestream, and not merely
/// goes on with one.
using BeginsCodestream = bool (*)(ByteView first_bytes);

struct Decoder {
  std::string_view transfer_syntax_uid;
  std::string_view name;  ///< "JPEG Baseline (Process 1)", as PS3.6 Annex A has it
  DecodeFrame decode;
  BeginsCodestream begins_codestream;  ///< null where nothing tells
  LoadDecoder load;                    ///< null where there is nothing to load
};

/// All of them, by UID: what `doctor` lists.
[[nodiscard]] std::span<const Decoder> decoders() noexcept;

/// Nothing where the syntax has no decoder (or is native).
[[nodiscard]] const Decoder* find_decoder(std::string_view transfer_syntax_uid) noexcept;

/// Whether its pixels are native: nothing decodes them.
[[nodiscard]] bool is_native_syntax(std::string_view transfer_syntax_uid) noexcept;

struct TransferSyntax {
  std::string_view uid, name;
};

/// Those of PS3.6 Annex A, video included, whether or not they are decoded here; by their UIDs as
/// text.
[[nodiscard]] std::span<const TransferSyntax> transfer_syntaxes() noexcept;

/// The name of any transfer syntax of PS3.6 Annex A, video included; empty where unknown.
[[nodiscard]] std::string_view name_of_transfer_syntax(std::string_view uid) noexcept;

/// "RLE Lossless (1.2.840.10008.1.2.5)"; the UID alone where it is unknown.
[[nodiscard]] std::string describe_syntax(std::string_view uid);

/// ErrorKind::unsupported, by the syntax's name (R38).
[[nodiscard]] tl::unexpected<Error> no_decoder(std::string_view uid);

}  // namespace noctis
