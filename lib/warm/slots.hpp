// What the process that works and the one that watches it share: for every file in hand a slot with
// its name, and how often it has come a step further.  The memory outlives whoever wrote to it.

#pragma once

#include <atomic>
#include <cstddef>
#include <cstdint>
#include <string>
#include <vector>

#include "base/file.hpp"

namespace noctis {

/// A file that a worker had taken up.
struct InHand {
  std::string path;
  Stamp stamp;                ///< as the walk found it
  std::int64_t taken_ns = 0;  ///< since the epoch
};

/// Any thread of any process that was forked since it was made.
class Slots {
 public:
  /// How many files may be in hand at once.  Throws Fatal where there is no memory for them.
  explicit Slots(std::size_t count);
  ~Slots();
  Slots(const Slots&) = delete;
  Slots& operator=(const Slots&) = delete;

  /// A file in hand, until it is put down.
  class Hold {
   public:
    Hold() = default;  ///< nobody watches
    Hold(Hold&& other) noexcept;
    Hold& operator=(Hold&&) = delete;
    ~Hold();

    /// Another step is done, a frame mostly.  Any thread.
    void advance() const noexcept;

   private:
    friend class Slots;
    Hold(Slots& slots, std::size_t number) noexcept : slots_(&slots), number_(number) {}

    Slots* slots_ = nullptr;
    std::size_t number_ = 0;
  };

  /// Throws Fatal where more files are in hand than there are slots.  A path too long for the
  /// system to open is cut.
  [[nodiscard]] Hold take(const std::string& path, const Stamp& stamp);

  /// Precondition: whoever took them up is dead.
  [[nodiscard]] std::vector<InHand> in_hand() const;
  void clear() noexcept;

  [[nodiscard]] std::size_t count() const noexcept { return count_; }
  /// Changes when the slot's file comes a step further, and with the file; 0: there is none.
  [[nodiscard]] std::uint64_t steps(std::size_t number) const noexcept;

  /// Asks the workers to finish what is in hand and to commit.
  void request_stop() noexcept;
  [[nodiscard]] bool stop_requested() const noexcept;

 private:
  struct Head;
  struct Slot;
  struct Name;

  std::size_t count_;
  std::size_t bytes_ = 0;
  void* memory_ = nullptr;
  Head* head_ = nullptr;
  Slot* slots_ = nullptr;  // apart from the names, so that a look at all of them touches few pages
  Name* names_ = nullptr;
};

}  // namespace noctis
