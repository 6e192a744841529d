// What a file should look like, compared with what it does.

#pragma once

#include <cstdint>
#include <functional>
#include <optional>
#include <string_view>
#include <vector>

#include "base/result.hpp"
#include "conformance/tiny_file.hpp"
#include "display/frame_display.hpp"
#include "display/view.hpp"

namespace noctis::conformance {

/// The whole way of a frame: opened, decoded, shown.  A grey frame is also put into a master, whose
/// picture must be the same to the pixel, and shown in 16 bits, which must be the same but for
/// rounding.
[[nodiscard]] Result<Picture> show(const TinyFile& file, const View& view, std::uint32_t frame);

[[nodiscard]] View by_window(double center, double width,
                             VoiFunction function = VoiFunction::linear);
[[nodiscard]] View by_kind(ViewKind kind);
[[nodiscard]] View by_file_view(std::uint32_t index);

/// Expectations one after the other; the first that is not met is kept, and the rest are passed
/// over.
class Expect {
 public:
  Expect() = default;
  explicit Expect(TinyFile file) : file_(std::move(file)) {}

  /// What follows is about this file, its first frame, by the file's own view.
  Expect& of(TinyFile file);
  Expect& by(const View& view);
  Expect& frame(std::uint32_t index);

  Expect& greys(const std::vector<int>& expected);
  /// Red, green, blue by pixel; each sample at most `tolerance` away.
  Expect& colors(const std::vector<int>& expected, int tolerance = 0);
  Expect& size(std::uint32_t width, std::uint32_t height);
  Expect& window(const VoiWindow& expected);
  Expect& no_window();
  Expect& remark(std::string_view rule);
  Expect& no_remark(std::string_view rule);
  Expect& file_views(std::uint32_t expected);
  /// The frame is not shown, and the reason names this.
  Expect& refused(ErrorKind kind, std::string_view named);
  /// Of anything else.
  Expect& that(bool holds, std::string_view otherwise);

  [[nodiscard]] Result<> verdict() const { return verdict_; }

 private:
  Expect& samples(std::uint32_t channels, const std::vector<int>& expected, int tolerance);
  Expect& shown(const std::function<Result<>(const Picture&)>& check);

  std::optional<TinyFile> file_;
  View view_;
  std::uint32_t frame_ = 0;
  Result<> verdict_;
};

}  // namespace noctis::conformance
