// What it costs to add an object to a store and to look one up, at a tenth of the objects and at
// all of them, and how that grows: for noctis' store with its index, and beside it for the same
// objects in other shapes: a folder for each of 65,536 beginnings, one folder, a file for each
// series, and one table of blobs in SQLite. With the inodes and the bytes that each takes, and what
// it costs to check all, to look for what nobody names, and to remove a share.
//
//   bench_store [--rounds N] [--files N]
//
// Looked up are objects anywhere, and "in order" as a viewer does: a hundred pictures of a study
// one after the other, then those of another.
//
// N objects of the size of a thumbnail; of more than 200,000, smaller ones.  Of each shape there
// are two stores, which take turns, for a machine's speed drifts.  What adding puts off, as SQLite
// does the emptying of its log, is shared by all that was added; of look-ups' rounds the median
// counts. CPU time tells, for a disk that others use as well says little by the clock; what the
// file system is decides most, and TMPDIR where the work is done.

#include <sys/stat.h>

#include <algorithm>
#include <chrono>
#include <cmath>
#include <cstdio>
#include <cstdlib>
#include <filesystem>
#include <functional>
#include <memory>
#include <random>
#include <string>
#include <utility>
#include <vector>

#include <fmt/core.h>

#include "store/object_check.hpp"
#include "store/removal.hpp"
#include "tests/bench/support/arguments.hpp"
#include "tests/bench/support/moment.hpp"
#include "tests/bench/support/store_shapes.hpp"

using namespace noctis;
namespace fs = std::filesystem;

namespace {

// Objects that are made durable, and recorded, together: what a run makes in the five seconds
// between two commits.
constexpr std::size_t batch = 10000;
constexpr std::size_t sample = 20000;  // of all that are looked up, in all rounds together
constexpr std::size_t in_order = 100;  // objects that were added one after the other
constexpr const char* wanted_growth = "<= 1.3";

// Of one of the two stores: µs each.
struct Costs {
  double add = 0, add_wall = 0;
  std::vector<double> look_up, look_up_in_order;  // a round
};

// µs of CPU time for each of `looks` look-ups of objects among `count`, so many in order; some are
// made before.  `look_up` tells whether the object was found.
template <class LookUp>
double cost_of_looks(std::size_t count, std::size_t looks, std::size_t a_row,
                     const LookUp& look_up) {
  static std::mt19937_64 random(7);
  Moment begin;
  std::size_t first = 0;
  for (std::size_t i = 0; i < looks + looks / 10; ++i) {
    if (i == looks / 10)
      begin = Moment::now();
    if (i % a_row == 0)
      first = random() % (count - a_row + 1);
    if (!look_up(first + i % a_row))
      give_up("an object is not what it was");
  }
  return each_of(looks, (Moment::now() - begin).cpu);
}

// A store that grows to `size` objects: the last of them in rounds, of `a_round` each.
class Growing {
 public:
  Growing(const ShapeMaker& make, fs::path folder, const StoreObjects& objects, std::size_t size,
          std::size_t rounds, std::size_t a_round)
      : folder_(std::move(folder)),
        object_size_(objects.size()),
        size_(size),
        rounds_(rounds),
        a_round_(a_round) {
    fs::create_directory(folder_);
    shape_ = make(folder_, objects);
    const std::size_t before = size_ - rounds_ * a_round_;
    add(before);
    commit_and_settle();
  }

  void add_a_round() {
    const Moment begin = Moment::now();
    add(a_round_);
    adding_ += Moment::now() - begin;
  }
  void settle() {
    const Moment begin = Moment::now();
    commit_and_settle();
    adding_ += Moment::now() - begin;
  }

  void look_up_a_round() {
    const std::size_t looks = std::min(sample, size_ * rounds_) / rounds_;
    const auto look_up = [&](std::size_t number) {
      return shape_->look_up(number) == object_size_;
    };
    look_ups_.push_back(cost_of_looks(size_, looks, 1, look_up));
    look_ups_in_order_.push_back(cost_of_looks(size_, looks, std::min(in_order, size_), look_up));
  }

  // µs of CPU time.
  [[nodiscard]] double cost_of_cat() const {
    return cost_of_looks(size_, std::min(sample, size_), 1,
                         [&](std::size_t number) { return shape_->cat(number) == object_size_; });
  }

  [[nodiscard]] const fs::path& folder() const { return folder_; }
  [[nodiscard]] std::size_t size() const { return size_; }
  [[nodiscard]] std::size_t object_size() const { return object_size_; }
  [[nodiscard]] Costs costs() const {
    return {each_of(rounds_ * a_round_, adding_.cpu), each_of(rounds_ * a_round_, adding_.wall),
            look_ups_, look_ups_in_order_};
  }

 private:
  void add(std::size_t number) {
    for (; number > 0; --number) {
      shape_->add(count_++);
      if (++pending_ == batch)
        commit();
    }
  }
  void commit() {
    shape_->commit();
    pending_ = 0;
  }
  void commit_and_settle() {
    commit();
    shape_->settle();
  }

  fs::path folder_;
  std::unique_ptr<StoreShape> shape_;
  std::size_t object_size_, size_, rounds_, a_round_;
  std::size_t count_ = 0, pending_ = 0;
  Moment adding_;
  std::vector<double> look_ups_, look_ups_in_order_;
};

double median(std::vector<double> values) {
  std::sort(values.begin(), values.end());
  return values[values.size() / 2];
}

// The median of the rounds.
double growth(const std::vector<double>& few, const std::vector<double>& many) {
  std::vector<double> ratios(few.size());
  std::transform(many.begin(), many.end(), few.begin(), ratios.begin(), std::divides<>());
  return median(std::move(ratios));
}

struct Room {
  std::size_t inodes = 0;
  double kib = 0;  // on the disk
};

Room room_of(const fs::path& folder) {
  Room room;
  for (const auto& entry : fs::recursive_directory_iterator(folder)) {
    struct stat status = {};
    if (::lstat(entry.path().c_str(), &status) != 0)
      give_up(entry.path().string());
    ++room.inodes;
    room.kib += static_cast<double>(status.st_blocks) / 2;
  }
  return room;
}

// Of noctis' own store alone: `cat`, and what goes over all of it, µs of CPU time an object.
struct Sweeps {
  double cat = 0, verify = 0, gc = 0;
  double fit = 0, remove = 0;  // each object that was removed
};

double cost_of_removing(const fs::path& store, const RemovalRequest& request) {
  const Moment begin = Moment::now();
  const auto removed = remove(store, request, std::chrono::milliseconds{0});
  if (!removed)
    give_up(removed.error().what);
  return each_of(removed->total().objects, (Moment::now() - begin).cpu);
}

// Afterwards a part of the studies is gone.
Sweeps sweep(const Growing& store) {
  Sweeps sweeps;
  sweeps.cat = store.cost_of_cat();

  const Moment begin = Moment::now();
  ObjectCheck check(store.folder(), {});
  for (unsigned first = 0; first < 256; ++first)
    (void)check.check(first, [](const Damage& damage) { give_up(damage.what); });
  const Moment verified = Moment::now();
  sweeps.verify = each_of(store.size(), (verified - begin).cpu);
  if (!plan_removal(store.folder(), {.collect = true}))
    give_up("gc cannot tell what it would remove");
  sweeps.gc = each_of(store.size(), (Moment::now() - verified).cpu);

  RemovalRequest named;
  for (std::size_t number = 0; number < store.size(); number += 4 * objects_a_study)
    named.study_instance_uids.push_back(study_uid_of(number));
  sweeps.remove = cost_of_removing(store.folder(), named);
  sweeps.fit =
      cost_of_removing(store.folder(), {.max_bytes = store.size() * store.object_size() / 2});
  return sweeps;
}

std::string of(std::size_t count) {
  return count < 1000 ? fmt::format("{}", count) : fmt::format("{}k", (count + 500) / 1000);
}

void print_head(std::size_t few, std::size_t many, std::size_t object_size) {
  fmt::print("µs of CPU time an object of {} bytes, a look-up, and by the clock with the disk\n\n",
             object_size);
  fmt::print("{:<28} {:>9} {:>9} {:>7} {:>9} {:>9} {:>7} {:>9} {:>9} {:>7} {:>9} {:>9} {:>9}\n", "",
             fmt::format("add@{}", of(few)), fmt::format("add@{}", of(many)), "growth",
             fmt::format("get@{}", of(few)), fmt::format("get@{}", of(many)), "growth", "in order",
             fmt::format("@{}", of(many)), "growth", "add clock", "inodes", "KiB each");
}

// At once: the next shape may take minutes.
void print(const std::string& name, const Costs& few, const Costs& many, const Room& room,
           std::size_t count) {
  fmt::print("{:<28} {:>9.1f} {:>9.1f} {:>7.2f}", name, few.add, many.add, many.add / few.add);
  using LookUps = std::vector<double> Costs::*;
  for (const LookUps look_up : {&Costs::look_up, &Costs::look_up_in_order})
    fmt::print(" {:>9.1f} {:>9.1f} {:>7.2f}", median(few.*look_up), median(many.*look_up),
               growth(few.*look_up, many.*look_up));
  fmt::print(" {:>9.1f} {:>9} {:>9.2f}\n", many.add_wall, room.inodes,
             room.kib / static_cast<double>(count));
  std::fflush(stdout);
}

// Below the columns that tell a growth.
void print_wanted() {
  fmt::print("{:<28} {:>27} {:>27} {:>27}\n", "  wanted", wanted_growth, wanted_growth,
             wanted_growth);
}

class Benchmark {
 public:
  Benchmark(fs::path work, StoreObjects objects, std::size_t few, std::size_t many,
            std::size_t rounds)
      : work_(std::move(work)),
        objects_(std::move(objects)),
        few_(few),
        many_(many),
        rounds_(rounds) {}

  // `sweeps` is given both stores, once they are full.
  void measure(const std::string& name, const ShapeMaker& make,
               const std::function<void(const Growing&, const Growing&)>& sweeps = {}) const {
    const fs::path folders[] = {work_ / "few", work_ / "many"};
    {
      const std::size_t a_round = few_ / rounds_;
      Growing small(make, folders[0], objects_, few_, rounds_, a_round);
      Growing large(make, folders[1], objects_, many_, rounds_, a_round);
      for (std::size_t round = 0; round < rounds_; ++round)
        for (Growing* store : {&small, &large})
          store->add_a_round();
      for (Growing* store : {&small, &large})
        store->settle();
      for (std::size_t round = 0; round < rounds_; ++round)
        for (Growing* store : {&small, &large})
          store->look_up_a_round();
      print(name, small.costs(), large.costs(), room_of(folders[1]), many_);
      if (sweeps)
        sweeps(small, large);
    }
    for (const fs::path& folder : folders)
      fs::remove_all(folder);
  }

 private:
  fs::path work_;
  StoreObjects objects_;
  std::size_t few_, many_, rounds_;
};

void print_sweeps(const Sweeps& of_few, const Sweeps& of_many, std::size_t few, std::size_t many) {
  fmt::print("\n{:<28} {:>9} {:>9} {:>7} {:>7}\n", "noctis, an object", few, many, "growth",
             "wanted");
  const std::pair<const char*, double Sweeps::*> rows[] = {
      {"cat", &Sweeps::cat},
      {"verify", &Sweeps::verify},
      {"gc, to tell what it would", &Sweeps::gc},
      {"gc --study, a quarter", &Sweeps::remove},
      {"gc --max-size, to a half", &Sweeps::fit}};
  for (const auto& [name, cost] : rows) {
    const double small = of_few.*cost;
    const double large = of_many.*cost;
    // Of a store of one study nothing may be left to remove.
    if (std::isfinite(small) && std::isfinite(large))
      fmt::print("{:<28} {:>9.2f} {:>9.2f} {:>7.2f} {:>7}\n", name, small, large, large / small,
                 wanted_growth);
  }
}

}  // namespace

int main(int argc, char** argv) {
  const BenchArguments arguments = bench_arguments(argc, argv, 9, 100'000);
  if (arguments.dir) {
    fmt::print(stderr, "bench_store makes its objects, and takes no DIR\n");
    return 2;
  }
  const auto rounds = static_cast<std::size_t>(arguments.rounds);
  const std::size_t fewest = 140 * rounds;
  const auto many =
      std::max(static_cast<std::size_t>(arguments.files), fewest) / renditions * renditions;
  const std::size_t few = many / 10 / renditions * renditions;
  const StoreObjects objects(many > 200'000 ? 400 : 8000);
  std::string work = (fs::temp_directory_path() / "noctis-bench-XXXXXX").string();
  if (::mkdtemp(work.data()) == nullptr)
    give_up("cannot make a folder");
  const Benchmark benchmark(work, objects, few, many, rounds);
  print_head(few, many, objects.size());
  Sweeps of_few, of_many;
  benchmark.measure("noctis, index and all", our_store(),
                    [&](const Growing& small, const Growing& large) {
                      of_few = sweep(small);
                      of_many = sweep(large);
                    });
  print_wanted();
  benchmark.measure("files alone, 256 folders", folders_of_files(2));
  benchmark.measure("files alone, 65536 folders", folders_of_files(4));
  benchmark.measure("files alone, one folder", folders_of_files(0));
  benchmark.measure("a file a series, SQLite", file_a_series());
  benchmark.measure("blobs in SQLite", table_of_blobs());
  print_sweeps(of_few, of_many, few, many);
  fs::remove_all(work);
}
