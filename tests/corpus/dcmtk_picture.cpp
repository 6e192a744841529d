#include "corpus/dcmtk_picture.hpp"

#include <signal.h>
#include <sys/wait.h>
#include <unistd.h>

#include <algorithm>
#include <cstdlib>
#include <optional>
#include <utility>

#include <dcmtk/config/osconfig.h>

#include <dcmtk/dcmdata/dcistrmb.h>
#include <dcmtk/dcmdata/dcrledrg.h>
#include <dcmtk/dcmdata/dctk.h>
#include <dcmtk/dcmdata/dcuid.h>
#include <dcmtk/dcmimage/diregist.h>
#include <dcmtk/dcmimgle/dcmimage.h>
#include <dcmtk/dcmjpeg/djdecode.h>
#include <dcmtk/oflog/oflog.h>

#include "display/frame_display.hpp"
#include "display/sample_walk.hpp"
#include "display/statistics.hpp"
#include "display/voi_choice.hpp"

namespace noctis::test {

namespace {

void set_up_dcmtk() {
  static const bool once = [] {
    OFLog::configure(OFLogger::OFF_LOG_LEVEL);
    DcmRLEDecoderRegistration::registerCodecs();
    DJDecoderRegistration::registerCodecs();
    // Not its JPEG-LS: in a program that holds the real CharLS too it calls into the wrong one.
    return true;
  }();
  static_cast<void>(once);
}

bool set_window(DicomImage& image, const VoiWindow& window) {
  // LINEAR of c + 1/2 and w + 1 is LINEAR_EXACT of c and w, by its formula.
  const bool exact = window.function == VoiFunction::linear_exact;
  const double half = exact ? 0.5 : 0, one = exact ? 1 : 0;
  const bool sigmoid = window.function == VoiFunction::sigmoid;
  return image.setVoiLutFunction(sigmoid ? EFV_Sigmoid : EFV_Linear) != 0 &&
         image.setWindow(window.center + half, window.width + one) != 0;
}

bool set_voi(DicomImage& image, const Voi& voi, std::uint32_t voi_lut_index) {
  if (const auto* window = std::get_if<VoiWindow>(&voi))
    return set_window(image, *window);
  if (const auto* stretch = std::get_if<Stretch>(&voi)) {
    const ValueRange& range = stretch->range;
    return set_window(
        image, {(range.low + range.high) / 2, range.high - range.low, VoiFunction::linear_exact});
  }
  return image.setVoiLut(voi_lut_index) != 0;
}

std::string difference(const Image8& ours, const Image8& theirs) {
  if (ours.width != theirs.width || ours.height != theirs.height ||
      ours.channels != theirs.channels)
    return fmt::format("{} x {} x {}, here {} x {} x {}", theirs.width, theirs.height,
                       theirs.channels, ours.width, ours.height, ours.channels);
  std::size_t count = 0;
  int greatest = 0;
  for (std::size_t i = 0; i < ours.samples.size(); ++i) {
    const int by = std::abs(int{ours.samples[i]} - int{theirs.samples[i]});
    count += by > 1 ? 1 : 0;
    greatest = std::max(greatest, by);
  }
  if (count == 0)
    return {};
  return fmt::format("{} of {} samples by up to {}", count, ours.samples.size(), greatest);
}

// The VOI of our `default` picture; nothing where there is none to tell DCMTK of.
std::optional<Voi> default_voi(const Frame& frame, const DisplayAttributes& attributes) {
  const ModalityTransform modality(attributes);
  std::optional<ValueStatistics> statistics;
  const auto choice = choose_voi({}, frame.layout, attributes, [&]() -> const ValueStatistics& {
    statistics = value_statistics(frame, modality, [&](double stored) {
      return attributes.padding && attributes.padding->low <= stored &&
             stored <= attributes.padding->high;
    });
    return *statistics;
  });
  if (!choice || std::holds_alternative<FlatGrey>(choice->voi))
    return std::nullopt;
  // DCMTK knows no Dose Grid Scaling: its window is one of stored values.
  if (const auto* window = std::get_if<VoiWindow>(&choice->voi);
      window != nullptr && attributes.modality == "RTDOSE" && attributes.rescale)
    return VoiWindow{window->center / attributes.rescale->slope,
                     window->width / attributes.rescale->slope, window->function};
  return choice->voi;
}

}  // namespace

struct DcmtkFile::State {
  DcmFileFormat file;
};

DcmtkFile::DcmtkFile(const Bytes& part10) : state_(std::make_unique<State>()) {
  set_up_dcmtk();
  DcmInputBufferStream stream;
  stream.setBuffer(part10.data(), static_cast<offile_off_t>(part10.size()));
  stream.setEos();
  // What DCMTK makes of half a file it tells when asked for a picture.
  state_->file.transferInit();
  state_->file.read(stream);
  state_->file.transferEnd();
}

DcmtkFile::~DcmtkFile() = default;

Result<Image8> DcmtkFile::picture(std::uint32_t frame, const Voi* voi,
                                  std::uint32_t voi_lut_index) {
  DicomImage image(&state_->file, EXS_Unknown, CIF_UsePartialAccessToPixelData, frame, 1);
  if (image.getStatus() != EIS_Normal)
    return failure(ErrorKind::unsupported, "{}", DicomImage::getString(image.getStatus()));
  if (image.isMonochrome() != 0 && (voi == nullptr || !set_voi(image, *voi, voi_lut_index)))
    return failure(ErrorKind::unsupported, "does not take the window");
  image.hideAllOverlays();
  const std::uint32_t channels = image.isMonochrome() != 0 ? 1 : 3;
  Image8 picture{static_cast<std::uint32_t>(image.getWidth()),
                 static_cast<std::uint32_t>(image.getHeight()),
                 channels,
                 {}};
  picture.samples.resize(std::size_t{picture.width} * picture.height * channels);
  if (image.getOutputData(picture.samples.data(), picture.samples.size(), 8) == 0)
    return failure(ErrorKind::unsupported, "makes no output");
  return picture;
}

int dcmtk_version() {
  return OFFIS_DCMTK_VERSION_NUMBER;
}

Opinion dcmtk_opinion(DcmtkFile& file, const FrameSource& source, std::uint32_t frame) {
  const auto ours = source.frame(frame);
  const auto attributes = source.display_attributes(frame);
  if (!ours || !attributes)
    return {Verdict::not_comparable, "not a picture here"};
  FrameDisplay display(*ours, *attributes);
  const auto picture = display.show({.square_pixels = false});
  if (!picture)
    return {Verdict::not_comparable, picture.error().what};
  std::optional<Voi> voi;
  if (!display.is_color() && attributes->segmentation)
    voi = Stretch{{0, 1.0 * attributes->segmentation->maximum_fractional_value}};
  else if (!display.is_color())
    voi = default_voi(*ours, *attributes);
  if (!display.is_color() && !voi)
    return {Verdict::not_comparable, "all of one grey"};
  const auto theirs = file.picture(frame, voi ? &*voi : nullptr);
  if (!theirs)
    return {Verdict::refuses, theirs.error().what};
  std::string text = difference(picture->image, *theirs);
  return {text.empty() ? Verdict::agrees : Verdict::differs, std::move(text)};
}

Opinion in_child(const std::function<Opinion()>& work) {
  int ends[2];
  if (::pipe(ends) != 0)
    throw Fatal(ErrorKind::io, "no pipe");
  const pid_t child = ::fork();
  if (child < 0)
    throw Fatal(ErrorKind::io, "no process");
  if (child == 0) {
    for (const int signal : {SIGSEGV, SIGABRT, SIGFPE, SIGBUS, SIGILL})
      ::signal(signal, SIG_DFL);  // doctest would report on its own
    ::alarm(60);
    const Opinion opinion = work();
    std::string message(1, static_cast<char>(opinion.verdict));
    message += opinion.text;
    const bool written =
        ::write(ends[1], message.data(), message.size()) == static_cast<ssize_t>(message.size());
    ::_exit(written ? 0 : 1);
  }
  ::close(ends[1]);
  std::string message;
  char buffer[1024];
  for (ssize_t n = 0; (n = ::read(ends[0], buffer, sizeof buffer)) > 0;)
    message.append(buffer, static_cast<std::size_t>(n));
  ::close(ends[0]);
  int status = 0;
  ::waitpid(child, &status, 0);
  if (WIFSIGNALED(status))
    return {Verdict::refuses, fmt::format("ends by signal {}", WTERMSIG(status))};
  if (message.empty())
    throw Fatal(ErrorKind::io, "a child without an opinion");
  return {static_cast<Verdict>(message.front()), message.substr(1)};
}

}  // namespace noctis::test
