// DCMTK's DicomImage, another renderer of DICOM, asked for the picture that noctis made.

#pragma once

#include <cstdint>
#include <functional>
#include <memory>
#include <string>

#include "base/bytes.hpp"
#include "base/result.hpp"
#include "display/voi.hpp"
#include "frame/frame_source.hpp"
#include "image/image.hpp"

namespace noctis::test {

/// One file as DCMTK has it.
class DcmtkFile {
 public:
  explicit DcmtkFile(const Bytes& part10);
  ~DcmtkFile();

  /// By the same VOI as noctis's; a window by LINEAR_EXACT, which DCMTK does not have, is a wider
  /// one by LINEAR.  Without a VOI: of colour.  Fails with ErrorKind::unsupported, in DCMTK's
  /// words, where it does not make one.
  [[nodiscard]] Result<Image8> picture(std::uint32_t frame, const Voi* voi,
                                       std::uint32_t voi_lut_index = 0);

 private:
  struct State;
  std::unique_ptr<State> state_;
};

/// 367 of 3.6.7.
[[nodiscard]] int dcmtk_version();

enum class Verdict : std::uint8_t { agrees, refuses, differs, not_comparable };

struct Opinion {
  Verdict verdict = Verdict::agrees;
  std::string text = {};
};

/// noctis's `default` picture of the frame, pixels as stored, beside DCMTK's; one grey level more
/// or less is the same, for DCMTK cuts off where noctis rounds (R27).
[[nodiscard]] Opinion dcmtk_opinion(DcmtkFile& file, const FrameSource& source,
                                    std::uint32_t frame);

/// What `work` returns, from a process of its own, in which DCMTK may crash, hang or take all the
/// memory: an Opinion that DCMTK refuses, then.
[[nodiscard]] Opinion in_child(const std::function<Opinion()>& work);

}  // namespace noctis::test
