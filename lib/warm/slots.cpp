#include "warm/slots.hpp"

#include <sys/mman.h>

#include <algorithm>
#include <cerrno>
#include <climits>
#include <new>
#include <utility>

#include "base/result.hpp"
#include "base/time.hpp"

namespace noctis {

struct alignas(64) Slots::Head {
  std::atomic<bool> stop{false};
};

// A cache line each: several threads count in them all the time.
struct alignas(64) Slots::Slot {
  std::atomic<bool> taken{false};
  std::atomic<bool> named{false};
  std::atomic<std::uint64_t> steps{0};
};

struct alignas(64) Slots::Name {
  Stamp stamp;
  std::int64_t taken_ns;
  std::size_t length;
  char path[PATH_MAX];
};

static_assert(std::atomic<std::uint64_t>::is_always_lock_free);

Slots::Slots(std::size_t count)
    : count_(count), bytes_(sizeof(Head) + count * (sizeof(Slot) + sizeof(Name))) {
  memory_ = ::mmap(nullptr, bytes_, PROT_READ | PROT_WRITE, MAP_SHARED | MAP_ANONYMOUS, -1, 0);
  if (memory_ == MAP_FAILED)
    throw Fatal(system_error("no memory to watch the files in hand in", errno));
  auto* const bytes = static_cast<std::byte*>(memory_);
  head_ = new (bytes) Head;
  slots_ = reinterpret_cast<Slot*>(bytes + sizeof(Head));
  for (std::size_t i = 0; i < count; ++i)
    new (slots_ + i) Slot;
  names_ = reinterpret_cast<Name*>(bytes + sizeof(Head) + count * sizeof(Slot));
}

Slots::~Slots() {
  ::munmap(memory_, bytes_);
}

Slots::Hold Slots::take(const std::string& path, const Stamp& stamp) {
  for (std::size_t i = 0; i < count_; ++i) {
    Slot& slot = slots_[i];
    if (slot.taken || slot.taken.exchange(true))
      continue;
    Name& name = *new (names_ + i) Name;
    name.stamp = stamp;
    name.taken_ns = now_ns();
    name.length = std::min<std::size_t>(path.size(), PATH_MAX);
    std::copy_n(path.begin(), name.length, name.path);
    ++slot.steps;
    slot.named = true;
    return {*this, i};
  }
  throw Fatal(ErrorKind::io, fmt::format("more than {} files are in hand", count_));
}

Slots::Hold::Hold(Hold&& other) noexcept
    : slots_(std::exchange(other.slots_, nullptr)), number_(other.number_) {}

Slots::Hold::~Hold() {
  if (slots_ == nullptr)
    return;
  Slot& slot = slots_->slots_[number_];
  slot.named = false;
  slot.taken = false;
}

void Slots::Hold::advance() const noexcept {
  if (slots_ != nullptr)
    ++slots_->slots_[number_].steps;
}

std::vector<InHand> Slots::in_hand() const {
  std::vector<InHand> files;
  for (std::size_t i = 0; i < count_; ++i) {
    if (!slots_[i].named)
      continue;
    const Name& name = names_[i];
    // Whoever wrote it may have run wild.
    const std::size_t length = std::min<std::size_t>(name.length, PATH_MAX);
    files.push_back({std::string(name.path, length), name.stamp, name.taken_ns});
  }
  return files;
}

void Slots::clear() noexcept {
  for (std::size_t i = 0; i < count_; ++i) {
    slots_[i].named = false;
    slots_[i].taken = false;
  }
}

std::uint64_t Slots::steps(std::size_t number) const noexcept {
  return slots_[number].named ? slots_[number].steps.load() : 0;
}

void Slots::request_stop() noexcept {
  head_->stop = true;
}

bool Slots::stop_requested() const noexcept {
  return head_->stop;
}

}  // namespace noctis
