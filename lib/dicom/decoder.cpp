#include "dicom/decoder.hpp"

#include <algorithm>
#include <array>
#include <utility>

#include "dicom/decoders.hpp"

namespace noctis {

namespace {

// PS3.6 Table A-1, rows of type Transfer Syntax; in the order of their UIDs as text.
constexpr TransferSyntax names[] = {
    {"1.2.840.10008.1.2", "Implicit VR Little Endian"},
    {"1.2.840.10008.1.2.1", "Explicit VR Little Endian"},
    {"1.2.840.10008.1.2.1.98", "Encapsulated Uncompressed Explicit VR Little Endian"},
    {"1.2.840.10008.1.2.1.99", "Deflated Explicit VR Little Endian"},
    {"1.2.840.10008.1.2.2", "Explicit VR Big Endian"},
    {"1.2.840.10008.1.2.4.100", "MPEG2 Main Profile / Main Level"},
    {"1.2.840.10008.1.2.4.100.1", "Fragmentable MPEG2 Main Profile / Main Level"},
    {"1.2.840.10008.1.2.4.101", "MPEG2 Main Profile / High Level"},
    {"1.2.840.10008.1.2.4.101.1", "Fragmentable MPEG2 Main Profile / High Level"},
    {"1.2.840.10008.1.2.4.102", "MPEG-4 AVC/H.264 High Profile / Level 4.1"},
    {"1.2.840.10008.1.2.4.102.1", "Fragmentable MPEG-4 AVC/H.264 High Profile / Level 4.1"},
    {"1.2.840.10008.1.2.4.103", "MPEG-4 AVC/H.264 BD-compatible High Profile / Level 4.1"},
    {"1.2.840.10008.1.2.4.103.1",
     "Fragmentable MPEG-4 AVC/H.264 BD-compatible High Profile / Level 4.1"},
    {"1.2.840.10008.1.2.4.104", "MPEG-4 AVC/H.264 High Profile / Level 4.2 For 2D Video"},
    {"1.2.840.10008.1.2.4.104.1",
     "Fragmentable MPEG-4 AVC/H.264 High Profile / Level 4.2 For 2D Video"},
    {"1.2.840.10008.1.2.4.105", "MPEG-4 AVC/H.264 High Profile / Level 4.2 For 3D Video"},
    {"1.2.840.10008.1.2.4.105.1",
     "Fragmentable MPEG-4 AVC/H.264 High Profile / Level 4.2 For 3D Video"},
    {"1.2.840.10008.1.2.4.106", "MPEG-4 AVC/H.264 Stereo High Profile / Level 4.2"},
    {"1.2.840.10008.1.2.4.106.1", "Fragmentable MPEG-4 AVC/H.264 Stereo High Profile / Level 4.2"},
    {"1.2.840.10008.1.2.4.107", "HEVC/H.265 Main Profile / Level 5.1"},
    {"1.2.840.10008.1.2.4.108", "HEVC/H.265 Main 10 Profile / Level 5.1"},
    {"1.2.840.10008.1.2.4.110", "JPEG XL Lossless"},
    {"1.2.840.10008.1.2.4.111", "JPEG XL JPEG Recompression"},
    {"1.2.840.10008.1.2.4.112", "JPEG XL"},
    {"1.2.840.10008.1.2.4.201", "High-Throughput JPEG 2000 Image Compression (Lossless Only)"},
    {"1.2.840.10008.1.2.4.202",
     "High-Throughput JPEG 2000 with RPCL Options Image Compression (Lossless Only)"},
    {"1.2.840.10008.1.2.4.203", "High-Throughput JPEG 2000 Image Compression"},
    {"1.2.840.10008.1.2.4.204", "JPIP HTJ2K Referenced"},
    {"1.2.840.10008.1.2.4.205", "JPIP HTJ2K Referenced Deflate"},
    {"1.2.840.10008.1.2.4.50", "JPEG Baseline (Process 1)"},
    {"1.2.840.10008.1.2.4.51", "JPEG Extended (Process 2 & 4)"},
    {"1.2.840.10008.1.2.4.52", "JPEG Extended (Process 3 & 5)"},
    {"1.2.840.10008.1.2.4.53", "JPEG Spectral Selection, Non-Hierarchical (Process 6 & 8)"},
    {"1.2.840.10008.1.2.4.54", "JPEG Spectral Selection, Non-Hierarchical (Process 7 & 9)"},
    {"1.2.840.10008.1.2.4.55", "JPEG Full Progression, Non-Hierarchical (Process 10 & 12)"},
    {"1.2.840.10008.1.2.4.56", "JPEG Full Progression, Non-Hierarchical (Process 11 & 13)"},
    {"1.2.840.10008.1.2.4.57", "JPEG Lossless, Non-Hierarchical (Process 14)"},
    {"1.2.840.10008.1.2.4.58", "JPEG Lossless, Non-Hierarchical (Process 15)"},
    {"1.2.840.10008.1.2.4.59", "JPEG Extended, Hierarchical (Process 16 & 18)"},
    {"1.2.840.10008.1.2.4.60", "JPEG Extended, Hierarchical (Process 17 & 19)"},
    {"1.2.840.10008.1.2.4.61", "JPEG Spectral Selection, Hierarchical (Process 20 & 22)"},
    {"1.2.840.10008.1.2.4.62", "JPEG Spectral Selection, Hierarchical (Process 21 & 23)"},
    {"1.2.840.10008.1.2.4.63", "JPEG Full Progression, Hierarchical (Process 24 & 26)"},
    {"1.2.840.10008.1.2.4.64", "JPEG Full Progression, Hierarchical (Process 25 & 27)"},
    {"1.2.840.10008.1.2.4.65", "JPEG Lossless, Hierarchical (Process 28)"},
    {"1.2.840.10008.1.2.4.66", "JPEG Lossless, Hierarchical (Process 29)"},
    {"1.2.840.10008.1.2.4.70",
     "JPEG Lossless, Non-Hierarchical, First-Order Prediction (Process 14 [Selection Value 1])"},
    {"1.2.840.10008.1.2.4.80", "JPEG-LS Lossless Image Compression"},
    {"1.2.840.10008.1.2.4.81", "JPEG-LS Lossy (Near-Lossless) Image Compression"},
    {"1.2.840.10008.1.2.4.90", "JPEG 2000 Image Compression (Lossless Only)"},
    {"1.2.840.10008.1.2.4.91", "JPEG 2000 Image Compression"},
    {"1.2.840.10008.1.2.4.92",
     "JPEG 2000 Part 2 Multi-component Image Compression (Lossless Only)"},
    {"1.2.840.10008.1.2.4.93", "JPEG 2000 Part 2 Multi-component Image Compression"},
    {"1.2.840.10008.1.2.4.94", "JPIP Referenced"},
    {"1.2.840.10008.1.2.4.95", "JPIP Referenced Deflate"},
    {"1.2.840.10008.1.2.5", "RLE Lossless"},
    {"1.2.840.10008.1.2.6.1", "RFC 2557 MIME encapsulation"},
    {"1.2.840.10008.1.2.6.2", "XML Encoding"},
    {"1.2.840.10008.1.2.7.1", "SMPTE ST 2110-20 Uncompressed Progressive Active Video"},
    {"1.2.840.10008.1.2.7.2", "SMPTE ST 2110-20 Uncompressed Interlaced Active Video"},
    {"1.2.840.10008.1.2.7.3", "SMPTE ST 2110-30 PCM Digital Audio"},
    {"1.2.840.10008.1.2.8.1", "Deflated Image Frame Compression"},
    {"1.2.840.10008.1.20", "Papyrus 3 Implicit VR Little Endian"},
};

constexpr std::string_view native_syntaxes[] = {"1.2.840.10008.1.2", "1.2.840.10008.1.2.1",
                                                "1.2.840.10008.1.2.1.99", "1.2.840.10008.1.2.2"};

constexpr std::string_view find_name(std::string_view uid) {
  for (const TransferSyntax& each : names)
    if (each.uid == uid)
      return each.name;
  return {};
}

constexpr Decoder decoder(std::string_view uid, DecodeFrame decode, BeginsCodestream begins,
                          LoadDecoder load = nullptr) {
  return {uid, find_name(uid), decode, begins, load};
}

constexpr std::array table = {
    decoder("1.2.840.10008.1.2.1.98", decode_uncompressed, nullptr),
    decoder("1.2.840.10008.1.2.4.50", decode_jpeg, begins_jpeg),
    decoder("1.2.840.10008.1.2.4.51", decode_jpeg, begins_jpeg),
    decoder("1.2.840.10008.1.2.4.52", decode_jpeg, begins_jpeg),
    decoder("1.2.840.10008.1.2.4.53", decode_jpeg, begins_jpeg),
    decoder("1.2.840.10008.1.2.4.54", decode_jpeg, begins_jpeg),
    decoder("1.2.840.10008.1.2.4.55", decode_jpeg, begins_jpeg),
    decoder("1.2.840.10008.1.2.4.56", decode_jpeg, begins_jpeg),
    decoder("1.2.840.10008.1.2.4.57", decode_jpeg, begins_jpeg),
    decoder("1.2.840.10008.1.2.4.70", decode_jpeg, begins_jpeg),
    decoder("1.2.840.10008.1.2.4.80", decode_jpeg_ls, begins_jpeg, load_jpeg_ls),
    decoder("1.2.840.10008.1.2.4.81", decode_jpeg_ls, begins_jpeg, load_jpeg_ls),
    decoder("1.2.840.10008.1.2.4.90", decode_jpeg_2000, begins_jpeg_2000),
    decoder("1.2.840.10008.1.2.4.91", decode_jpeg_2000, begins_jpeg_2000),
    decoder("1.2.840.10008.1.2.4.110", decode_jpeg_xl, begins_jpeg_xl, load_jpeg_xl),
    decoder("1.2.840.10008.1.2.4.111", decode_jpeg_xl, begins_jpeg_xl, load_jpeg_xl),
    decoder("1.2.840.10008.1.2.4.112", decode_jpeg_xl, begins_jpeg_xl, load_jpeg_xl),
    decoder("1.2.840.10008.1.2.4.201", decode_jpeg_2000, begins_jpeg_2000),
    decoder("1.2.840.10008.1.2.4.202", decode_jpeg_2000, begins_jpeg_2000),
    decoder("1.2.840.10008.1.2.4.203", decode_jpeg_2000, begins_jpeg_2000),
    decoder("1.2.840.10008.1.2.5", decode_rle, begins_rle),
    decoder("1.2.840.10008.1.2.8.1", decode_deflated, nullptr),
};

}  // namespace

std::span<const Decoder> decoders() noexcept {
  return table;
}

const Decoder* find_decoder(std::string_view transfer_syntax_uid) noexcept {
  const auto* const found =
      std::find_if(table.begin(), table.end(), [transfer_syntax_uid](const Decoder& each) {
        return each.transfer_syntax_uid == transfer_syntax_uid;
      });
  return found == table.end() ? nullptr : found;
}

bool is_native_syntax(std::string_view transfer_syntax_uid) noexcept {
  return std::find(std::begin(native_syntaxes), std::end(native_syntaxes), transfer_syntax_uid) !=
         std::end(native_syntaxes);
}

std::span<const TransferSyntax> transfer_syntaxes() noexcept {
  return names;
}

std::string_view name_of_transfer_syntax(std::string_view uid) noexcept {
  return find_name(uid);
}

std::string describe_syntax(std::string_view uid) {
  const std::string_view name = name_of_transfer_syntax(uid);
  return name.empty() ? fmt::format("{:.64}", uid) : fmt::format("{} ({})", name, uid);
}

tl::unexpected<Error> no_decoder(std::string_view uid) {
  return failure(ErrorKind::unsupported, "no decoder for transfer syntax {}", describe_syntax(uid));
}

}  // namespace noctis
