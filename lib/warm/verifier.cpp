#include "warm/verifier.hpp"

#include <chrono>
#include <filesystem>
#include <mutex>
#include <optional>
#include <utility>
#include <vector>

#include <tbb/enumerable_thread_specific.h>
#include <tbb/global_control.h>
#include <tbb/info.h>
#include <tbb/parallel_for.h>

#include "store/index_check.hpp"
#include "store/index_path.hpp"
#include "store/index_recovery.hpp"
#include "store/object_folder.hpp"
#include "store/store_lock.hpp"
#include "warm/repairer.hpp"

namespace noctis {

namespace {

using Clock = std::chrono::steady_clock;

class Verification {
 public:
  Verification(const VerifyOptions& options, VerifyObserver& observer)
      : options_(options),
        observer_(observer),
        checks_([&options] { return ObjectCheck(options.store, options.sample); }) {}

  VerifySummary run() {
    std::optional<StoreLock> lock;
    if (options_.repair && std::filesystem::exists(index_path(options_.store)))
      lock.emplace(StoreLock::acquire(options_.store, std::chrono::milliseconds{0}));
    const IndexHealth health =
        check_index(options_.store, [this](const Damage& damage) { tell(damage); });
    if (health != IndexHealth::lost)
      check_objects(health);
    else if (options_.repair)
      mended(remake_index(options_.store));
    summary_.seconds = std::chrono::duration<double>(Clock::now() - started_).count();
    return summary_;
  }

 private:
  void check_objects(IndexHealth health) {
    // Before the repairer, which empties tmp/.
    summary_.objects = checks_.local().check_surroundings(
        [this](const Damage& damage) { tell(damage, options_.repair); });
    std::optional<Repairer> repairer;
    if (options_.repair) {
      repairer.emplace(options_.store, options_.presets,
                       Repairer::Tell{[this](const std::string& what) { mended(what); },
                                      [this](const std::string& what) { lost(what); }});
      if (health == IndexHealth::mendable)
        repairer->mend_rows();
    }
    // Folders are mended a few at a time, so that the damage held in memory is bounded.
    constexpr unsigned at_once = 8;
    for (unsigned first = 0; first < object_folders; first += at_once) {
      check_folders(first, options_.repair ? first + at_once : object_folders);
      if (!repairer)
        break;
      repairer->mend(std::exchange(held_, {}));
    }
    if (repairer)
      summary_.removed = repairer->collect();
  }

  void check_folders(unsigned first, unsigned beyond) {
    tbb::parallel_for(first, beyond, [this](unsigned folder) {
      const ObjectCounts counts = checks_.local().check(folder, [this](const Damage& damage) {
        const std::scoped_lock lock(mutex_);
        tell(damage, options_.repair);
      });
      const std::scoped_lock lock(mutex_);
      summary_.objects.add(counts);
    });
  }

  void tell(const Damage& damage, bool holds = false) {
    ++summary_.damages;
    observer_.found(damage);
    if (holds)
      held_.push_back(damage);
  }
  void mended(const std::string& what) {
    ++summary_.mended;
    observer_.mended(what);
  }
  void lost(const std::string& what) {
    ++summary_.lost;
    observer_.lost(what);
  }

  const VerifyOptions& options_;
  VerifyObserver& observer_;
  tbb::enumerable_thread_specific<ObjectCheck> checks_;
  std::mutex mutex_;
  std::vector<Damage> held_;
  VerifySummary summary_;
  Clock::time_point started_ = Clock::now();
};

}  // namespace

VerifySummary verify(const VerifyOptions& options, VerifyObserver& observer) {
  const unsigned jobs =
      options.jobs != 0 ? options.jobs : static_cast<unsigned>(tbb::info::default_concurrency());
  const tbb::global_control threads(tbb::global_control::max_allowed_parallelism, jobs);
  return Verification(options, observer).run();
}

}  // namespace noctis
