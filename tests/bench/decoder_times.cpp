// Our decoders beside others', on the first frames of a folder's files, by transfer syntax: each as
// its UID, frames, µs a frame and CPU µs of ours, the peer's name and µs and CPU µs, and the
// greatest difference between two samples.  And "not shown: PATH" of what not both decode.
//
//   decoder_times DIR

#include <malloc.h>

#include <algorithm>
#include <cstdint>
#include <cstdlib>
#include <cstring>
#include <map>
#include <string>
#include <string_view>
#include <type_traits>
#include <utility>
#include <variant>

#include <dcmtk/config/osconfig.h>

#include <dcmtk/dcmdata/dcdatset.h>
#include <dcmtk/dcmdata/dcdeftag.h>
#include <dcmtk/dcmdata/dcfilefo.h>
#include <dcmtk/dcmdata/dcmetinf.h>
#include <dcmtk/dcmdata/dcuid.h>
#include <dcmtk/oflog/oflog.h>
#include <fmt/core.h>

#include "base/byte_source.hpp"
#include "dicom/instance.hpp"
#include "tests/bench/support/folder.hpp"
#include "tests/bench/support/moment.hpp"
#include "tests/bench/support/peer_decoders.hpp"

using namespace noctis;

namespace {

struct Figures {
  std::string_view peer;
  std::size_t frames = 0;
  Moment ours, theirs;
  int difference = 0;
};

// `by_plane`: how the peer's samples lie; ours lie by pixel.  Precondition: the frame has integers
// of at most 16 bits.
int greatest_difference(const Frame& frame, ByteView peer, bool by_plane) {
  const std::size_t channels = by_plane ? frame.layout.samples_per_pixel : 1;
  return std::visit(
      [&](const auto& samples) {
        using Sample = typename std::decay_t<decltype(samples)>::value_type;
        if (peer.size() / sizeof(Sample) < samples.size())
          return 1 << frame.layout.bits_stored;
        const std::uint32_t mask = (std::uint32_t{1} << frame.layout.bits_stored) - 1;
        int greatest = 0;
        for (std::size_t i = 0; i < samples.size(); ++i) {
          Sample other = 0;
          const std::size_t at = i % channels * (samples.size() / channels) + i / channels;
          std::memcpy(&other, peer.data() + at * sizeof other, sizeof other);
          const int ours = static_cast<int>(samples[i]);
          const int theirs = static_cast<int>(static_cast<std::uint32_t>(other) & mask);
          greatest = std::max(greatest, std::abs(ours - theirs));
        }
        return greatest;
      },
      frame.samples);
}

bool measure(const std::string& path, std::map<std::string, Figures>& by_syntax) {
  // Ours comes first: its bounded scan keeps from DCMTK what that would crash on.
  auto source = ByteSource::open(path);
  if (!source)
    return false;
  const auto instance = Instance::open(std::move(*source));
  if (!instance || (*instance)->kind() != InstanceKind::image)
    return false;
  const Moment begin = Moment::now();
  const auto frame = (*instance)->frame(0);
  const Moment end = Moment::now();
  if (!frame || frame->layout.bits_stored > 16)
    return false;

  DcmFileFormat file;
  OFString uid;
  if (file.loadFile(path.c_str()).bad() || file.loadAllDataIntoMemory().bad() ||
      file.getMetaInfo()->findAndGetOFString(DCM_TransferSyntaxUID, uid).bad())
    return false;
  const PeerDecoder peer = peer_decoder(uid.c_str());
  if (peer.decode == nullptr)
    return false;
  const Moment peer_begin = Moment::now();
  const Bytes theirs = peer.decode(*file.getDataset());
  const Moment peer_end = Moment::now();
  if (theirs.empty())
    return false;
  Uint16 planes = 0;
  file.getDataset()->findAndGetUint16(DCM_PlanarConfiguration, planes);
  const bool by_plane = planes == 1 && uid == "1.2.840.10008.1.2.5";
  Figures& figures = by_syntax[uid.c_str()];
  figures.peer = peer.name;
  ++figures.frames;
  figures.ours += end - begin;
  figures.theirs += peer_end - peer_begin;
  figures.difference = std::max(figures.difference, greatest_difference(*frame, theirs, by_plane));
  return true;
}

}  // namespace

int main(int argc, char** argv) {
  if (argc != 2) {
    fmt::print(stderr, "decoder_times DIR\n");
    return 2;
  }
  // Memory that was given back to the kernel costs a page fault for each 4 KiB when it is asked for
  // again, which can take longer than to decode: neither side is to pay for what the other gave
  // back.
  ::mallopt(M_MMAP_THRESHOLD, 32 << 20);
  ::mallopt(M_TRIM_THRESHOLD, 1 << 30);
  OFLog::configure(OFLogger::FATAL_LOG_LEVEL);
  register_peer_decoders();
  std::map<std::string, Figures> by_syntax;
  for (const std::string& file : files_below(argv[1]))
    if (!measure(file, by_syntax))
      fmt::print("not shown: {}\n", file);
  for (const auto& [uid, is] : by_syntax)
    fmt::print("{}\t{}\t{:.1f}\t{:.1f}\t{}\t{:.1f}\t{:.1f}\t{}\n", uid, is.frames,
               each_of(is.frames, is.ours.wall), each_of(is.frames, is.ours.cpu), is.peer,
               each_of(is.frames, is.theirs.wall), each_of(is.frames, is.theirs.cpu),
               is.difference);
  return 0;
}
